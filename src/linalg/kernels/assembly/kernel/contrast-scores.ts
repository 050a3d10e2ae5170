import { ContrastJob, paddedTo8 } from './contrast-job';
import { exponential, logarithm } from './exponential';

// Four users against the whole sample, side by side in the lanes of a vector.

/** Below any score, yet finite. */
export const LOWEST: f32 = -3e38;

/** Scores of the four users against every sampled item → [paddedSample][4]; those past the sample are -∞. */
export function scoreSample(job: ContrastJob, scores: usize, queries: usize): void {
  const end = queries + (<usize>job.width << 4);
  let items = job.itemPanels;
  const padded = job.sampleCount + 7 & ~7;
  for (let slot = 0; slot < padded; slot += 8) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let s4 = s0;
    let s5 = s0;
    let s6 = s0;
    let s7 = s0;
    for (let at = queries; at < end; at += 16) {
      const four = v128.load(at);
      s0 = f32x4.add(s0, f32x4.mul(four, v128.load_splat<f32>(items)));
      s1 = f32x4.add(s1, f32x4.mul(four, v128.load_splat<f32>(items, 4)));
      s2 = f32x4.add(s2, f32x4.mul(four, v128.load_splat<f32>(items, 8)));
      s3 = f32x4.add(s3, f32x4.mul(four, v128.load_splat<f32>(items, 12)));
      s4 = f32x4.add(s4, f32x4.mul(four, v128.load_splat<f32>(items, 16)));
      s5 = f32x4.add(s5, f32x4.mul(four, v128.load_splat<f32>(items, 20)));
      s6 = f32x4.add(s6, f32x4.mul(four, v128.load_splat<f32>(items, 24)));
      s7 = f32x4.add(s7, f32x4.mul(four, v128.load_splat<f32>(items, 28)));
      items += 32;
    }
    const to = scores + (<usize>slot << 4);
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
    v128.store(to, s4, 64);
    v128.store(to, s5, 80);
    v128.store(to, s6, 96);
    v128.store(to, s7, 112);
  }
  for (let slot = job.sampleCount; slot < padded; slot++) v128.store(scores + (<usize>slot << 4), f32x4.splat(-Infinity));
}

export function maskOwn(job: ContrastJob, scores: usize, first: i32, lanes: i32): void {
  for (let lane = 0; lane < lanes; lane++) {
    const offsets = job.ownOffsets + (<usize>(first + lane) << 2);
    const end = load<i32>(offsets, 4);
    for (let own = load<i32>(offsets); own < end; own++) {
      const slot = load<u32>(job.ownPlaces + (<usize>own << 2));
      store<f32>(scores + (<usize>slot << 4) + (<usize>lane << 2), -Infinity);
    }
  }
}

/** Scores become probabilities, all 0 where nothing is left; returns the logarithms of the sums of exponentials. */
export function softmax(job: ContrastJob, scores: usize): v128 {
  const end = scores + (<usize>(job.sampleCount + 7 & ~7) << 4);
  let highest = f32x4.splat(LOWEST);
  for (let at = scores; at < end; at += 16) highest = f32x4.max(highest, v128.load(at));
  let sum = f32x4.splat(0);
  for (let at = scores; at < end; at += 16) {
    const share = exponential(f32x4.sub(v128.load(at), highest));
    v128.store(at, share);
    sum = f32x4.add(sum, share);
  }
  const isEmpty = f32x4.eq(sum, f32x4.splat(0));
  const inverse = v128.bitselect(f32x4.splat(0), f32x4.div(f32x4.splat(1), sum), isEmpty);
  for (let at = scores; at < end; at += 16) v128.store(at, f32x4.mul(v128.load(at), inverse));
  return v128.bitselect(f32x4.splat(LOWEST), f32x4.add(highest, logarithm(sum)), isEmpty);
}

/** Σ_j p_j · sample_j for the four users → [paddedWidth][4]. */
export function averageSample(job: ContrastJob, probabilities: usize, means: usize): void {
  const end = probabilities + (<usize>(job.sampleCount + 7 & ~7) << 4);
  let from = job.columnPanels;
  for (let column: usize = 0; column < paddedTo8(job.width); column += 8) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let s4 = s0;
    let s5 = s0;
    let s6 = s0;
    let s7 = s0;
    for (let at = probabilities; at < end; at += 16) {
      const four = v128.load(at);
      s0 = f32x4.add(s0, f32x4.mul(four, v128.load_splat<f32>(from)));
      s1 = f32x4.add(s1, f32x4.mul(four, v128.load_splat<f32>(from, 4)));
      s2 = f32x4.add(s2, f32x4.mul(four, v128.load_splat<f32>(from, 8)));
      s3 = f32x4.add(s3, f32x4.mul(four, v128.load_splat<f32>(from, 12)));
      s4 = f32x4.add(s4, f32x4.mul(four, v128.load_splat<f32>(from, 16)));
      s5 = f32x4.add(s5, f32x4.mul(four, v128.load_splat<f32>(from, 20)));
      s6 = f32x4.add(s6, f32x4.mul(four, v128.load_splat<f32>(from, 24)));
      s7 = f32x4.add(s7, f32x4.mul(four, v128.load_splat<f32>(from, 28)));
      from += 32;
    }
    const to = means + (column << 4);
    v128.store(to, s0);
    v128.store(to, s1, 16);
    v128.store(to, s2, 32);
    v128.store(to, s3, 48);
    v128.store(to, s4, 64);
    v128.store(to, s5, 80);
    v128.store(to, s6, 96);
    v128.store(to, s7, 112);
  }
}
