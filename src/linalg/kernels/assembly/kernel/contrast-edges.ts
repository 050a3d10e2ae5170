import { ContrastJob, embeddingAt, itemScaleAt } from './contrast-job';
import { LOWEST } from './contrast-scores';
import { exponential, logarithm } from './exponential';
import { addScaled, dot } from './row-arithmetic';

// One user's edges against the logarithm of her sum over the sample. Both write her loss and the pull of each of her
// edges, add those of their items to the slope of her query, and return the slope of the logarithm.

/** Σ share · −log( e^s / (e^s + (I/M) Σ e^s_uj) ) */
export function softmaxEdges(job: ContrastJob, user: i32, query: usize, slope: usize, logSum: f32): f32 {
  const logOthers = logSum + job.logRatio;
  const end = endOfEdges(job, user);
  let loss: f32 = 0;
  let push: f32 = 0;
  for (let edge = firstEdge(job, user); edge < end; edge++) {
    const share = shareOf(job, edge);
    const margin = logOthers - scoreOf(job, edge, query);
    const shrunk = f32x4.extract_lane(exponential(f32x4.splat(-abs(margin))), 0); // e^-|margin|
    loss += share * (max(margin, 0) + logOfOnePlus(shrunk));
    const pull = (share * (margin >= 0 ? 1 : shrunk)) / (1 + shrunk); // share · σ(margin)
    push += pull;
    pullItem(job, edge, pull, slope);
  }
  store<f32>(job.losses + (<usize>user << 2), loss);
  return push;
}

/**
 * With her part S of all shares and r = τ/τ₊: S · ( r · log( (I/M) Σ e^s_uj ) − log Σ (share/S) e^(r·s) ); nothing where no
 * sampled item is another's. Pulls hold the scores r·s until those are added up.
 */
export function bilateralEdges(job: ContrastJob, user: i32, query: usize, slope: usize, logSum: f32): f32 {
  const first = firstEdge(job, user);
  const end = endOfEdges(job, user);
  store<f32>(job.losses + (<usize>user << 2), 0);
  if (logSum == LOWEST || first == end) {
    memory.fill(pullAt(job, first), 0, <usize>(end - first) << 2);
    return 0;
  }
  const ratio = job.temperature / job.positiveTemperature;
  let highest = LOWEST;
  let total: f32 = 0;
  for (let edge = first; edge < end; edge++) {
    const score = ratio * scoreOf(job, edge, query);
    store<f32>(pullAt(job, edge), score);
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
    pullItem(job, edge, (ratio * total * weightOf(job, edge, highest)) / sum, slope);
  }
  return ratio * total;
}

function scoreOf(job: ContrastJob, edge: i32, query: usize): f32 {
  const row = rowOf(job, edge);
  return itemScaleAt(job, row) * dot(query, embeddingAt(job, row), job.width);
}

/** Keeps the pull for the item's slope, and takes the item's part off the query's. */
function pullItem(job: ContrastJob, edge: i32, pull: f32, slope: usize): void {
  const row = rowOf(job, edge);
  store<f32>(pullAt(job, edge), pull);
  addScaled(slope, embeddingAt(job, row), -pull * itemScaleAt(job, row), job.width);
}

/** share · e^(score − highest), while the edge's pull is still its score. */
function weightOf(job: ContrastJob, edge: i32, highest: f32): f32 {
  const score = load<f32>(pullAt(job, edge));
  return shareOf(job, edge) * f32x4.extract_lane(exponential(f32x4.splat(score - highest)), 0);
}

function firstEdge(job: ContrastJob, user: i32): i32 {
  return load<i32>(job.edgeOffsets + (<usize>user << 2));
}

function endOfEdges(job: ContrastJob, user: i32): i32 {
  return load<i32>(job.edgeOffsets + (<usize>user << 2), 4);
}

function rowOf(job: ContrastJob, edge: i32): u32 {
  return load<u32>(job.edgeItems + (<usize>edge << 2));
}

function shareOf(job: ContrastJob, edge: i32): f32 {
  return load<f32>(job.edgeShares + (<usize>edge << 2));
}

function pullAt(job: ContrastJob, edge: i32): usize {
  return job.pulls + (<usize>edge << 2);
}

/** ln(1 + x) for x from 0 to 1. */
function logOfOnePlus(x: f32): f32 {
  return x < 1e-4 ? x - 0.5 * x * x : logOf(1 + x);
}

function logOf(x: f32): f32 {
  return f32x4.extract_lane(logarithm(f32x4.splat(x)), 0);
}
