import { boundary, ChunkedJob, takeChunk } from './chunks';

@unmanaged
class MultiplySparseJob extends ChunkedJob {
  /** First row of each chunk, and the end: chunks + 1. Unused where `rows` are given. */
  bounds: usize;
  indptr: usize;
  indices: usize;
  /** Value of each entry, or 0: every entry is 1. */
  values: usize;
  /** Factor of each row, or 0: none. */
  rowScale: usize;
  /** [columns of the matrix, width], or with `places` [rows of the dense factor that are not zero, width] */
  dense: usize;
  /** [rows of the matrix, width], or 0: nothing is added. */
  addend: usize;
  /** [rows of the matrix, width], or [rowCount, width] */
  product: usize;
  width: i32;
  /** Rows of the matrix to compute, or 0: all. */
  rows: usize;
  rowCount: i32;
  /** For each column of the matrix the row of `dense` that it meets, or -1 where that is zero; or 0: its own. */
  places: usize;
  /** With `places`: room for `scratchEntries` entries and as many values for each thread. */
  scratch: usize;
  scratchEntries: i32;
}

/** product = rowScale ∘ (matrix · dense) + addend, a chunk of rows at a time; chunks hold about equally many entries. */
export function multiplySparse(address: usize, thread: i32): void {
  const job = changetype<MultiplySparseJob>(address);
  const scratch = job.scratch + ((<usize>thread * <usize>job.scratchEntries) << 3);
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const end = firstOf(job, chunk + 1);
    for (let place = firstOf(job, chunk); place < end; place++) {
      const row = job.rows == 0 ? place : load<i32>(job.rows + (<usize>place << 2));
      if (job.places == 0) multiplyRow(job, row, place);
      else multiplySomeEntries(job, row, place, scratch);
    }
  }
}

function firstOf(job: MultiplySparseJob, chunk: i32): i32 {
  return job.rows == 0 ? load<i32>(job.bounds + (<usize>chunk << 2)) : boundary(chunk, job.chunks, job.rowCount);
}

function multiplyRow(job: MultiplySparseJob, row: i32, place: i32): void {
  const first = job.indices + (<usize>load<u32>(job.indptr + (<usize>row << 2)) << 2);
  const last = job.indices + (<usize>load<u32>(job.indptr + (<usize>row << 2), 4) << 2);
  // The distance to the values wraps around where they lie lower, as addresses do.
  if (job.values == 0) multiplyUnweighted(job, row, place, first, last);
  else multiplyWeighted(job, row, place, first, last, job.values - job.indices);
}

/** The row with only those entries that meet a row of the dense factor; they are listed first, without a branch. */
function multiplySomeEntries(job: MultiplySparseJob, row: i32, place: i32, scratch: usize): void {
  const first = job.indices + (<usize>load<u32>(job.indptr + (<usize>row << 2)) << 2);
  const last = job.indices + (<usize>load<u32>(job.indptr + (<usize>row << 2), 4) << 2);
  const toScratchValue = <usize>job.scratchEntries << 2;
  let next = scratch;
  if (job.values == 0) {
    for (let entry = first; entry < last; entry += 4) {
      const met = load<i32>(job.places + (<usize>load<u32>(entry) << 2));
      store<i32>(next, met);
      next += <usize>(~met >>> 31) << 2;
    }
    multiplyUnweighted(job, row, place, scratch, next);
  } else {
    const toValue = job.values - job.indices;
    for (let entry = first; entry < last; entry += 4) {
      const met = load<i32>(job.places + (<usize>load<u32>(entry) << 2));
      store<i32>(next, met);
      store<f32>(next + toScratchValue, load<f32>(entry + toValue));
      next += <usize>(~met >>> 31) << 2;
    }
    multiplyWeighted(job, row, place, scratch, next, toScratchValue);
  }
}

// A row is walked in blocks of columns whose sums live in registers: eight registers of four floats, as sixteen would
// spill. Later blocks find the entries in the first-level cache, and the next lines of the dense rows are on their way.

function multiplyUnweighted(job: MultiplySparseJob, row: i32, place: i32, first: usize, last: usize): void {
  const width = <usize>job.width;
  const stride = width << 2;
  const product = job.product + <usize>place * stride;
  const addend = offset(job.addend, <usize>row * stride);
  const scale: f32 = job.rowScale == 0 ? 1 : load<f32>(job.rowScale + (<usize>row << 2));
  let column: usize = 0;
  for (; column + 32 <= width; column += 32) {
    const at = column << 2;
    addBlock32(first, last, job.dense + at, stride, scale, offset(addend, at), product + at);
  }
  for (; column + 4 <= width; column += 4) {
    const at = column << 2;
    let sum = f32x4.splat(0);
    for (let entry = first; entry < last; entry += 4) {
      sum = f32x4.add(sum, v128.load(job.dense + at + <usize>load<u32>(entry) * stride));
    }
    finish(sum, f32x4.splat(scale), offset(addend, at), product + at);
  }
  for (; column < width; column++) {
    const at = column << 2;
    let sum: f32 = 0;
    for (let entry = first; entry < last; entry += 4) sum += load<f32>(job.dense + at + <usize>load<u32>(entry) * stride);
    store<f32>(product + at, sum * scale + (addend == 0 ? <f32>0 : load<f32>(addend + at)));
  }
}

function addBlock32(first: usize, last: usize, dense: usize, stride: usize, scale: f32, addend: usize, product: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  for (let entry = first; entry < last; entry += 4) {
    const from = dense + <usize>load<u32>(entry) * stride;
    s0 = f32x4.add(s0, v128.load(from));
    s1 = f32x4.add(s1, v128.load(from, 16));
    s2 = f32x4.add(s2, v128.load(from, 32));
    s3 = f32x4.add(s3, v128.load(from, 48));
    s4 = f32x4.add(s4, v128.load(from, 64));
    s5 = f32x4.add(s5, v128.load(from, 80));
    s6 = f32x4.add(s6, v128.load(from, 96));
    s7 = f32x4.add(s7, v128.load(from, 112));
  }
  finish32(s0, s1, s2, s3, s4, s5, s6, s7, scale, addend, product);
}

function multiplyWeighted(job: MultiplySparseJob, row: i32, place: i32, first: usize, last: usize, toValue: usize): void {
  const width = <usize>job.width;
  const stride = width << 2;
  const product = job.product + <usize>place * stride;
  const addend = offset(job.addend, <usize>row * stride);
  const scale: f32 = job.rowScale == 0 ? 1 : load<f32>(job.rowScale + (<usize>row << 2));
  let column: usize = 0;
  for (; column + 32 <= width; column += 32) {
    const at = column << 2;
    multiplyBlock32(first, last, toValue, job.dense + at, stride, scale, offset(addend, at), product + at);
  }
  for (; column + 4 <= width; column += 4) {
    const at = column << 2;
    let sum = f32x4.splat(0);
    for (let entry = first; entry < last; entry += 4) {
      const value = v128.load_splat<f32>(entry + toValue);
      sum = f32x4.add(sum, f32x4.mul(value, v128.load(job.dense + at + <usize>load<u32>(entry) * stride)));
    }
    finish(sum, f32x4.splat(scale), offset(addend, at), product + at);
  }
  for (; column < width; column++) {
    const at = column << 2;
    let sum: f32 = 0;
    for (let entry = first; entry < last; entry += 4) {
      sum += load<f32>(entry + toValue) * load<f32>(job.dense + at + <usize>load<u32>(entry) * stride);
    }
    store<f32>(product + at, sum * scale + (addend == 0 ? <f32>0 : load<f32>(addend + at)));
  }
}

function multiplyBlock32(
  first: usize,
  last: usize,
  toValue: usize,
  dense: usize,
  stride: usize,
  scale: f32,
  addend: usize,
  product: usize,
): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  for (let entry = first; entry < last; entry += 4) {
    const value = v128.load_splat<f32>(entry + toValue);
    const from = dense + <usize>load<u32>(entry) * stride;
    s0 = f32x4.add(s0, f32x4.mul(value, v128.load(from)));
    s1 = f32x4.add(s1, f32x4.mul(value, v128.load(from, 16)));
    s2 = f32x4.add(s2, f32x4.mul(value, v128.load(from, 32)));
    s3 = f32x4.add(s3, f32x4.mul(value, v128.load(from, 48)));
    s4 = f32x4.add(s4, f32x4.mul(value, v128.load(from, 64)));
    s5 = f32x4.add(s5, f32x4.mul(value, v128.load(from, 80)));
    s6 = f32x4.add(s6, f32x4.mul(value, v128.load(from, 96)));
    s7 = f32x4.add(s7, f32x4.mul(value, v128.load(from, 112)));
  }
  finish32(s0, s1, s2, s3, s4, s5, s6, s7, scale, addend, product);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function finish32(
  s0: v128,
  s1: v128,
  s2: v128,
  s3: v128,
  s4: v128,
  s5: v128,
  s6: v128,
  s7: v128,
  scale: f32,
  addend: usize,
  product: usize,
): void {
  const factor = f32x4.splat(scale);
  finish(s0, factor, addend, product);
  finish(s1, factor, offset(addend, 16), product + 16);
  finish(s2, factor, offset(addend, 32), product + 32);
  finish(s3, factor, offset(addend, 48), product + 48);
  finish(s4, factor, offset(addend, 64), product + 64);
  finish(s5, factor, offset(addend, 80), product + 80);
  finish(s6, factor, offset(addend, 96), product + 96);
  finish(s7, factor, offset(addend, 112), product + 112);
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function finish(sum: v128, scale: v128, addend: usize, product: usize): void {
  const scaled = f32x4.mul(sum, scale);
  v128.store(product, addend == 0 ? scaled : f32x4.add(scaled, v128.load(addend)));
}

/** Past `by` bytes of what an address points to; 0 stays 0, which means that there is nothing. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function offset(address: usize, by: usize): usize {
  return address == 0 ? 0 : address + by;
}
