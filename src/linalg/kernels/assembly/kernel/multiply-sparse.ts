import { ChunkedJob, takeChunk } from './chunks';

@unmanaged
class MultiplySparseJob extends ChunkedJob {
  /** First row of each chunk, and the end: chunks + 1. */
  bounds: usize;
  indptr: usize;
  indices: usize;
  values: usize;
  /** [columns of the matrix, width] */
  dense: usize;
  /** [rows, width], or 0: what every sum starts from. */
  addend: usize;
  /** [rows, width] */
  product: usize;
  width: i32;
}

/** product = matrix · dense + addend, a chunk of rows at a time; chunks hold about equally many entries. */
export function multiplySparse(address: usize, _thread: i32): void {
  const job = changetype<MultiplySparseJob>(address);
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const end = load<i32>(job.bounds + ((<usize>chunk + 1) << 2));
    for (let row = load<i32>(job.bounds + (<usize>chunk << 2)); row < end; row++) multiplyRow(job, row);
  }
}

/**
 * One row, in blocks of columns whose sums live in registers while the row's entries are walked: eight registers of four
 * floats, as sixteen would spill beside the factors. Later rounds find the entries in the first-level cache, and the next
 * lines of the dense rows are on their way.
 */
function multiplyRow(job: MultiplySparseJob, row: i32): void {
  const start = load<i32>(job.indptr + (<usize>row << 2));
  const end = load<i32>(job.indptr + (<usize>row << 2), 4);
  const first = job.indices + (<usize>start << 2);
  const last = job.indices + (<usize>end << 2);
  const toValue = job.values - job.indices; // Wraps around where values lie lower, as addresses do.
  const width = <usize>job.width;
  const stride = width << 2;
  const product = job.product + <usize>row * stride;
  const addend = offset(job.addend, <usize>row * stride);
  let column: usize = 0;
  for (; column + 32 <= width; column += 32) {
    const at = column << 2;
    multiplyBlock32(first, last, toValue, job.dense + at, stride, offset(addend, at), product + at);
  }
  for (; column + 8 <= width; column += 8) {
    const at = column << 2;
    multiplyBlock8(first, last, toValue, job.dense + at, stride, offset(addend, at), product + at);
  }
  for (; column < width; column++) {
    const at = column << 2;
    multiplyColumn(first, last, toValue, job.dense + at, stride, offset(addend, at), product + at);
  }
}

/** Past `by` bytes of what an address points to; 0 stays 0, which means that there is nothing. */
function offset(address: usize, by: usize): usize {
  return address == 0 ? 0 : address + by;
}

function multiplyBlock32(first: usize, last: usize, toValue: usize, dense: usize, stride: usize, addend: usize, product: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  if (addend != 0) {
    s0 = v128.load(addend);
    s1 = v128.load(addend, 16);
    s2 = v128.load(addend, 32);
    s3 = v128.load(addend, 48);
    s4 = v128.load(addend, 64);
    s5 = v128.load(addend, 80);
    s6 = v128.load(addend, 96);
    s7 = v128.load(addend, 112);
  }
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
  v128.store(product, s0);
  v128.store(product, s1, 16);
  v128.store(product, s2, 32);
  v128.store(product, s3, 48);
  v128.store(product, s4, 64);
  v128.store(product, s5, 80);
  v128.store(product, s6, 96);
  v128.store(product, s7, 112);
}

function multiplyBlock8(first: usize, last: usize, toValue: usize, dense: usize, stride: usize, addend: usize, product: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  if (addend != 0) {
    s0 = v128.load(addend);
    s1 = v128.load(addend, 16);
  }
  for (let entry = first; entry < last; entry += 4) {
    const value = v128.load_splat<f32>(entry + toValue);
    const from = dense + <usize>load<u32>(entry) * stride;
    s0 = f32x4.add(s0, f32x4.mul(value, v128.load(from)));
    s1 = f32x4.add(s1, f32x4.mul(value, v128.load(from, 16)));
  }
  v128.store(product, s0);
  v128.store(product, s1, 16);
}

function multiplyColumn(first: usize, last: usize, toValue: usize, dense: usize, stride: usize, addend: usize, product: usize): void {
  let sum: f32 = addend == 0 ? 0 : load<f32>(addend);
  for (let entry = first; entry < last; entry += 4) {
    sum += load<f32>(entry + toValue) * load<f32>(dense + <usize>load<u32>(entry) * stride);
  }
  store<f32>(product, sum);
}
