import { boundary, ChunkedJob, takeChunk } from './chunks';

@unmanaged
class RowsJob extends ChunkedJob {
  /** [rows, width] */
  table: usize;
  /** [count] rows of the table. */
  indices: usize;
  /** [count, width] */
  picked: usize;
  count: i32;
  rows: i32;
  width: i32;
}

/** picked[i] = table[indices[i]]; a chunk is a run of indices. */
export function gatherRows(address: usize, _thread: i32): void {
  const job = changetype<RowsJob>(address);
  const stride = <usize>job.width << 2;
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const end = boundary(chunk + 1, job.chunks, job.count);
    for (let i = boundary(chunk, job.chunks, job.count); i < end; i++) {
      memory.copy(job.picked + <usize>i * stride, job.table + <usize>load<u32>(job.indices + (<usize>i << 2)) * stride, stride);
    }
  }
}

/**
 * table = 0, then table[indices[i]] += picked[i] in the order of i. A chunk is a run of the table's rows: its thread
 * clears them and adds what falls among them, so no two threads write to one row and the order of sums is fixed.
 */
export function scatterAddRows(address: usize, _thread: i32): void {
  const job = changetype<RowsJob>(address);
  const stride = <usize>job.width << 2;
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const first = boundary(chunk, job.chunks, job.rows);
    const end = boundary(chunk + 1, job.chunks, job.rows);
    memory.fill(job.table + <usize>first * stride, 0, <usize>(end - first) * stride);
    addRows(job, first, end);
  }
}

/** table[indices[i]] += picked[i] in the order of i; chunks as in scatterAddRows. */
export function addToRows(address: usize, _thread: i32): void {
  const job = changetype<RowsJob>(address);
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    addRows(job, boundary(chunk, job.chunks, job.rows), boundary(chunk + 1, job.chunks, job.rows));
  }
}

/** picked[i] = table[i] times the factor indices[i], which are float32 here; a chunk is a run of rows. */
export function scaleRows(address: usize, _thread: i32): void {
  const job = changetype<RowsJob>(address);
  const stride = <usize>job.width << 2;
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const end = boundary(chunk + 1, job.chunks, job.rows);
    for (let row = boundary(chunk, job.chunks, job.rows); row < end; row++) {
      const factor = load<f32>(job.indices + (<usize>row << 2));
      scaleRow(job.picked + <usize>row * stride, job.table + <usize>row * stride, factor, job.width);
    }
  }
}

function addRows(job: RowsJob, first: i32, end: i32): void {
  const stride = <usize>job.width << 2;
  for (let i = 0; i < job.count; i++) {
    const row = load<i32>(job.indices + (<usize>i << 2));
    if (row >= first && row < end) addRow(job.table + <usize>row * stride, job.picked + <usize>i * stride, job.width);
  }
}

function scaleRow(to: usize, from: usize, factor: f32, width: i32): void {
  const factors = f32x4.splat(factor);
  let column = 0;
  for (; column + 4 <= width; column += 4) {
    const at = <usize>column << 2;
    v128.store(to + at, f32x4.mul(factors, v128.load(from + at)));
  }
  for (; column < width; column++) {
    const at = <usize>column << 2;
    store<f32>(to + at, factor * load<f32>(from + at));
  }
}

function addRow(sum: usize, share: usize, width: i32): void {
  let column = 0;
  for (; column + 4 <= width; column += 4) {
    const at = <usize>column << 2;
    v128.store(sum + at, f32x4.add(v128.load(sum + at), v128.load(share + at)));
  }
  for (; column < width; column++) {
    const at = <usize>column << 2;
    store<f32>(sum + at, load<f32>(sum + at) + load<f32>(share + at));
  }
}
