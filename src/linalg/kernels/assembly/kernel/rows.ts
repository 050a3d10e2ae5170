import { ChunkedJob, takeChunk } from './chunks';

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
    for (let i = 0; i < job.count; i++) {
      const row = load<i32>(job.indices + (<usize>i << 2));
      if (row >= first && row < end) addRow(job.table + <usize>row * stride, job.picked + <usize>i * stride, job.width);
    }
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

/** Where a chunk begins when `total` things are split evenly. */
function boundary(chunk: i32, chunks: i32, total: i32): i32 {
  return <i32>((<i64>chunk * <i64>total) / <i64>chunks);
}
