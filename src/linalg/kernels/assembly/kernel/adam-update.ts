import { ChunkedJob, takeChunk } from './chunks';

@unmanaged
class AdamJob extends ChunkedJob {
  table: usize;
  gradient: usize;
  m: usize;
  v: usize;
  /** Entries of each of the four. */
  count: i32;
  beta1: f32;
  beta2: f32;
  /** 1 − beta1 and 1 − beta2, taken before rounding: float32 differences would be off by 5e-5. */
  rest1: f32;
  rest2: f32;
  epsilon: f32;
  /** learning rate / (1 − beta1^step) */
  rate: f32;
  /** 1 / √(1 − beta2^step) */
  rootCorrection: f32;
}

/** Entries a chunk takes: its four streams pass through a second-level cache together. */
const CHUNK_ENTRIES: i32 = 16384;

/** One Adam update in place, in one pass over memory. The number of chunks is ⌈count / 16384⌉. */
export function adamUpdate(address: usize, _thread: i32): void {
  const job = changetype<AdamJob>(address);
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const first = chunk * CHUNK_ENTRIES;
    updateRange(job, first, min(first + CHUNK_ENTRIES, job.count));
  }
}

function updateRange(job: AdamJob, first: i32, end: i32): void {
  const beta1 = f32x4.splat(job.beta1);
  const beta2 = f32x4.splat(job.beta2);
  const rest1 = f32x4.splat(job.rest1);
  const rest2 = f32x4.splat(job.rest2);
  const epsilon = f32x4.splat(job.epsilon);
  const rate = f32x4.splat(job.rate);
  const rootCorrection = f32x4.splat(job.rootCorrection);
  let i = first;
  for (; i + 4 <= end; i += 4) {
    const at = <usize>i << 2;
    const slope = v128.load(job.gradient + at);
    const m = f32x4.add(f32x4.mul(beta1, v128.load(job.m + at)), f32x4.mul(rest1, slope));
    const v = f32x4.add(f32x4.mul(beta2, v128.load(job.v + at)), f32x4.mul(rest2, f32x4.mul(slope, slope)));
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(v), rootCorrection), epsilon);
    v128.store(job.m + at, m);
    v128.store(job.v + at, v);
    v128.store(job.table + at, f32x4.sub(v128.load(job.table + at), f32x4.div(f32x4.mul(rate, m), root)));
  }
  for (; i < end; i++) {
    const at = <usize>i << 2;
    const slope = load<f32>(job.gradient + at);
    const m = job.beta1 * load<f32>(job.m + at) + job.rest1 * slope;
    const v = job.beta2 * load<f32>(job.v + at) + job.rest2 * (slope * slope);
    store<f32>(job.m + at, m);
    store<f32>(job.v + at, v);
    store<f32>(job.table + at, load<f32>(job.table + at) - (job.rate * m) / (sqrt<f32>(v) * job.rootCorrection + job.epsilon));
  }
}
