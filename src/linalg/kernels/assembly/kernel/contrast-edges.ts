import { ContrastJob } from './contrast-job';
import { LOWEST } from './contrast-scores';
import { exponential, logarithm } from './exponential';
import { addScaled, dot, storeScaled } from './row-arithmetic';

// One user's edges against the logarithm of her sum over the sample. Both write her loss and the slopes of her edges'
// items, add theirs to the slope of her query, and return the slope of the logarithm.

/** Σ share · −log( e^s / (e^s + (I/M) Σ e^s_uj) ) */
export function softmaxEdges(job: ContrastJob, user: i32, query: usize, slope: usize, logSum: f32): f32 {
  const width = <usize>job.width;
  const stride = width << 2;
  const logOthers = logSum + job.logRatio;
  const end = endOfEdges(job, user);
  let loss: f32 = 0;
  let push: f32 = 0;
  for (let edge = firstEdge(job, user); edge < end; edge++) {
    const item = itemOf(job, edge);
    const share = shareOf(job, edge);
    const margin = logOthers - dot(query, item, width);
    const shrunk = f32x4.extract_lane(exponential(f32x4.splat(-abs(margin))), 0); // e^-|margin|
    loss += share * (max(margin, 0) + logOfOnePlus(shrunk));
    const pull = (share * (margin >= 0 ? 1 : shrunk)) / (1 + shrunk); // share · σ(margin)
    push += pull;
    addScaled(slope, item, -pull, width);
    storeScaled(slopesOfEdges(job) + <usize>edge * stride, query, -pull, width);
  }
  store<f32>(job.losses + (<usize>user << 2), loss);
  return push;
}

/**
 * With her part S of all shares and r = τ/τ₊: S · ( r · log( (I/M) Σ e^s_uj ) − log Σ (share/S) e^(r·s) ); nothing where no
 * sampled item is another's. The first float of an edge's slope holds its score between the two passes.
 */
export function bilateralEdges(job: ContrastJob, user: i32, query: usize, slope: usize, logSum: f32): f32 {
  const width = <usize>job.width;
  const stride = width << 2;
  const slopes = slopesOfEdges(job);
  const first = firstEdge(job, user);
  const end = endOfEdges(job, user);
  store<f32>(job.losses + (<usize>user << 2), 0);
  if (logSum == LOWEST || first == end) {
    memory.fill(slopes + <usize>first * stride, 0, <usize>(end - first) * stride);
    return 0;
  }
  const ratio = job.temperature / job.positiveTemperature;
  let highest = LOWEST;
  let total: f32 = 0;
  for (let edge = first; edge < end; edge++) {
    const score = ratio * dot(query, itemOf(job, edge), width);
    store<f32>(slopes + <usize>edge * stride, score);
    highest = max(highest, score);
    total += shareOf(job, edge);
  }
  let sum: f32 = 0;
  for (let edge = first; edge < end; edge++) sum += weightOf(job, edge, highest);
  store<f32>(
    job.losses + (<usize>user << 2),
    total * (ratio * (logSum + job.logRatio) - highest - logOf(sum / total)),
  );
  for (let edge = first; edge < end; edge++) {
    const pull = (ratio * total * weightOf(job, edge, highest)) / sum;
    addScaled(slope, itemOf(job, edge), -pull, width);
    storeScaled(slopes + <usize>edge * stride, query, -pull, width);
  }
  return ratio * total;
}

/** share · e^(score − highest), the score being where the edge's slope will be. */
function weightOf(job: ContrastJob, edge: i32, highest: f32): f32 {
  const score = load<f32>(slopesOfEdges(job) + <usize>edge * (<usize>job.width << 2));
  return shareOf(job, edge) * f32x4.extract_lane(exponential(f32x4.splat(score - highest)), 0);
}

function firstEdge(job: ContrastJob, user: i32): i32 {
  return load<i32>(job.edgeOffsets + (<usize>user << 2));
}

function endOfEdges(job: ContrastJob, user: i32): i32 {
  return load<i32>(job.edgeOffsets + (<usize>user << 2), 4);
}

function itemOf(job: ContrastJob, edge: i32): usize {
  return job.embeddings + <usize>load<u32>(job.edgeItems + (<usize>edge << 2)) * (<usize>job.width << 2);
}

function shareOf(job: ContrastJob, edge: i32): f32 {
  return load<f32>(job.edgeShares + (<usize>edge << 2));
}

function slopesOfEdges(job: ContrastJob): usize {
  return job.slopes + <usize>(job.userCount + job.sampleCount) * (<usize>job.width << 2);
}

/** ln(1 + x) for x from 0 to 1. */
function logOfOnePlus(x: f32): f32 {
  return x < 1e-4 ? x - 0.5 * x * x : logOf(1 + x);
}

function logOf(x: f32): f32 {
  return f32x4.extract_lane(logarithm(f32x4.splat(x)), 0);
}
