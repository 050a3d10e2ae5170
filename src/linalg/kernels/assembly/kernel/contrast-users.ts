import { ChunkedJob, takeChunk } from './chunks';
import { exponential, logarithm } from './exponential';

/**
 * The sampled softmax of src/engine/ops/sampled-softmax-loss.ts, in three jobs over one struct: contrastPack lays the
 * sample out in panels, contrastUsers takes four users at a time through everything that concerns them, contrastSample
 * then turns their probabilities into the slopes of the sampled items. `padded` numbers are rounded up: sample to 8, width to 8, users to 4.
 */
@unmanaged
class ContrastJob extends ChunkedJob {
  /** [n, width] */
  embeddings: usize;
  /** Rows of the embeddings: int32 [users]. */
  users: usize;
  /** The same: int32 [sample]. */
  sample: usize;
  /** int32 [users + 1] */
  edgeOffsets: usize;
  /** Rows of the embeddings: int32 [edges]. */
  edgeItems: usize;
  /** [edges] */
  edgeShares: usize;
  /** int32 [users + 1] and, ascending for each user, int32: places in the sample that are the user's own. */
  ownOffsets: usize;
  ownPlaces: usize;
  /** Panels of 8 sampled items, [paddedSample / 8][width][8]. */
  itemPanels: usize;
  /** Panels of 8 columns of the sample, [paddedWidth / 8][paddedSample][8]. */
  columnPanels: usize;
  userCount: i32;
  sampleCount: i32;
  edgeCount: i32;
  width: i32;
  temperature: f32;
  /** ln(items / sampled items) */
  logRatio: f32;
  /** [paddedUsers / 4][paddedSample + 4][4]; the four more keep users apart in the cache. */
  probabilities: usize;
  /** push ∘ queries: [paddedUsers, paddedWidth] */
  pushes: usize;
  /** [users] */
  losses: usize;
  /** Slopes: users [users, width], then sample [sample, width], then edges [edges, width]. */
  slopes: usize;
  /** SCRATCH_ROWS · paddedWidth floats for each thread. */
  scratch: usize;
}

/** Queries as [width][4], the mean of the sample as [paddedWidth][4], a query as [width], and its slope as [width]. */
const SCRATCH_ROWS: usize = 10;
/** Below any score, yet finite. */
const LOWEST: f32 = -3e38;
/** Below this a user's embedding counts as zero and has no direction. */
const TINY: f32 = 1e-12;

/** A chunk is 8 sampled items; panels are filled up with zeros. */
export function contrastPack(address: usize, _thread: i32): void {
  const job = changetype<ContrastJob>(address);
  const padded = paddedTo8(job.sampleCount);
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    for (let lane = 0; lane < 8; lane++) {
      const slot = chunk * 8 + lane;
      const row = slot < job.sampleCount ? job.embeddings + <usize>load<u32>(job.sample + (<usize>slot << 2)) * (<usize>job.width << 2) : 0;
      for (let column: usize = 0; column < paddedTo8(job.width); column++) {
        const value = row == 0 || column >= <usize>job.width ? <f32>0 : load<f32>(row + (column << 2));
        store<f32>(job.columnPanels + (((column >> 3) * padded + <usize>slot) << 5) + ((column & 7) << 2), value);
        if (column >= <usize>job.width) continue;
        store<f32>(job.itemPanels + ((<usize>chunk * <usize>job.width + column) << 5) + (<usize>lane << 2), value);
      }
    }
  }
}

export function contrastUsers(address: usize, thread: i32): void {
  const job = changetype<ContrastJob>(address);
  const scratch = job.scratch + <usize>thread * SCRATCH_ROWS * (paddedTo8(job.width) << 2);
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const first = chunk * 4;
    const lanes = min(4, job.userCount - first);
    const probabilities = job.probabilities + <usize>chunk * probabilityStride(job);
    const queries = scratch;
    const means = scratch + (paddedTo8(job.width) << 4);
    const query = means + (paddedTo8(job.width) << 4);
    layOutQueries(job, queries, first, lanes);
    scoreSample(job, probabilities, queries);
    maskOwn(job, probabilities, first, lanes);
    const logSums = softmax(job, probabilities);
    averageSample(job, probabilities, means);
    for (let lane = 0; lane < 4; lane++) {
      if (lane < lanes) contrastUser(job, first + lane, lane, queries, means, query, laneOf(logSums, lane));
      else memory.fill(job.pushes + <usize>(first + lane) * (paddedTo8(job.width) << 2), 0, paddedTo8(job.width) << 2);
    }
  }
}

/** Directions over the temperature, the four users side by side; lanes without a user are zero. */
function layOutQueries(job: ContrastJob, queries: usize, first: i32, lanes: i32): void {
  const width = <usize>job.width;
  memory.fill(queries, 0, width << 4);
  for (let lane = 0; lane < lanes; lane++) {
    const embedding = job.embeddings + <usize>load<u32>(job.users + (<usize>(first + lane) << 2)) * (width << 2);
    const factor: f32 = <f32>1 / (normOf(embedding, width) * job.temperature);
    for (let column: usize = 0; column < width; column++) {
      store<f32>(queries + (column << 4) + (<usize>lane << 2), load<f32>(embedding + (column << 2)) * factor);
    }
  }
}

function normOf(embedding: usize, width: usize): f32 {
  return max(sqrt<f32>(dot(embedding, embedding, width)), TINY);
}

function dot(a: usize, b: usize, width: usize): f32 {
  let sums = f32x4.splat(0);
  let column: usize = 0;
  for (; column + 4 <= width; column += 4) {
    sums = f32x4.add(sums, f32x4.mul(v128.load(a + (column << 2)), v128.load(b + (column << 2))));
  }
  let sum =
    f32x4.extract_lane(sums, 0) + f32x4.extract_lane(sums, 1) + f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3);
  for (; column < width; column++) sum += load<f32>(a + (column << 2)) * load<f32>(b + (column << 2));
  return sum;
}

/** Scores of the four users against every sampled item → [paddedSample][4]; those past the sample are -∞. */
function scoreSample(job: ContrastJob, scores: usize, queries: usize): void {
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

function maskOwn(job: ContrastJob, scores: usize, first: i32, lanes: i32): void {
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
function softmax(job: ContrastJob, scores: usize): v128 {
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
function averageSample(job: ContrastJob, probabilities: usize, means: usize): void {
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

/** Loss and slopes of one user and her edges; `query` is room for two rows. */
function contrastUser(job: ContrastJob, user: i32, lane: i32, queries: usize, means: usize, query: usize, logSum: f32): void {
  const width = <usize>job.width;
  const stride = width << 2;
  const slope = query + (paddedTo8(job.width) << 2);
  for (let column: usize = 0; column < width; column++) {
    store<f32>(query + (column << 2), load<f32>(queries + (column << 4) + (<usize>lane << 2)));
  }
  memory.fill(slope, 0, stride);
  const logOthers = logSum + job.logRatio;
  const edgeSlopes = job.slopes + <usize>(job.userCount + job.sampleCount) * stride;
  const end = load<i32>(job.edgeOffsets + (<usize>user << 2), 4);
  let loss: f32 = 0;
  let push: f32 = 0;
  for (let edge = load<i32>(job.edgeOffsets + (<usize>user << 2)); edge < end; edge++) {
    const item = job.embeddings + <usize>load<u32>(job.edgeItems + (<usize>edge << 2)) * stride;
    const share = load<f32>(job.edgeShares + (<usize>edge << 2));
    const margin = logOthers - dot(query, item, width);
    const shrunk = f32x4.extract_lane(exponential(f32x4.splat(-abs(margin))), 0); // e^-|margin|
    loss += share * (max(margin, 0) + logOfOnePlus(shrunk));
    const pull = (share * (margin >= 0 ? 1 : shrunk)) / (1 + shrunk); // share · σ(margin)
    push += pull;
    addScaled(slope, item, -pull, width);
    storeScaled(edgeSlopes + <usize>edge * stride, query, -pull, width);
  }
  store<f32>(job.losses + (<usize>user << 2), loss);
  const pushes = job.pushes + <usize>user * (paddedTo8(job.width) << 2);
  memory.fill(pushes, 0, paddedTo8(job.width) << 2);
  storeScaled(pushes, query, push, width);
  for (let column: usize = 0; column < width; column++) {
    const at = column << 2;
    store<f32>(slope + at, load<f32>(slope + at) + push * load<f32>(means + (column << 4) + (<usize>lane << 2)));
  }
  storeUserSlope(job, user, slope, query);
}

/** From the slope of the query to that of the embedding, whose length does not matter. */
function storeUserSlope(job: ContrastJob, user: i32, slope: usize, query: usize): void {
  const width = <usize>job.width;
  const embedding = job.embeddings + <usize>load<u32>(job.users + (<usize>user << 2)) * (width << 2);
  const factor: f32 = <f32>1 / (normOf(embedding, width) * job.temperature);
  const to = job.slopes + <usize>user * (width << 2);
  storeScaled(to, slope, factor, width);
  addScaled(to, query, -factor * job.temperature * job.temperature * dot(slope, query, width), width);
}

/** ln(1 + x) for x from 0 to 1. */
function logOfOnePlus(x: f32): f32 {
  return x < 1e-4 ? x - 0.5 * x * x : f32x4.extract_lane(logarithm(f32x4.splat(1 + x)), 0);
}

function addScaled(to: usize, from: usize, factor: f32, width: usize): void {
  const factors = f32x4.splat(factor);
  let column: usize = 0;
  for (; column + 4 <= width; column += 4) {
    const at = column << 2;
    v128.store(to + at, f32x4.add(v128.load(to + at), f32x4.mul(factors, v128.load(from + at))));
  }
  for (; column < width; column++) {
    const at = column << 2;
    store<f32>(to + at, load<f32>(to + at) + factor * load<f32>(from + at));
  }
}

function storeScaled(to: usize, from: usize, factor: f32, width: usize): void {
  const factors = f32x4.splat(factor);
  let column: usize = 0;
  for (; column + 4 <= width; column += 4) {
    const at = column << 2;
    v128.store(to + at, f32x4.mul(factors, v128.load(from + at)));
  }
  for (; column < width; column++) {
    const at = column << 2;
    store<f32>(to + at, factor * load<f32>(from + at));
  }
}

/** Slopes of the sampled items: Σ_u p_uj · pushes_u. A chunk is 16 of them. */
export function contrastSample(address: usize, _thread: i32): void {
  const job = changetype<ContrastJob>(address);
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const end = min(chunk * 16 + 16, job.sampleCount);
    for (let slot = chunk * 16; slot < end; slot += 4) {
      for (let column: usize = 0; column < paddedTo8(job.width); column += 8) sampleTile(job, slot, column);
    }
  }
}

/** Four sampled items by eight columns. */
function sampleTile(job: ContrastJob, slot: i32, column: usize): void {
  const stride = paddedTo8(job.width) << 2;
  const blocks = (job.userCount + 3) >> 2;
  let probabilities = job.probabilities + (<usize>slot << 4);
  let push = job.pushes + (column << 2);
  let a0 = f32x4.splat(0);
  let a1 = a0;
  let b0 = a0;
  let b1 = a0;
  let c0 = a0;
  let c1 = a0;
  let d0 = a0;
  let d1 = a0;
  for (let block = 0; block < blocks; block++) {
    for (let lane: usize = 0; lane < 16; lane += 4) {
      const left = v128.load(push);
      const right = v128.load(push, 16);
      const a = v128.load_splat<f32>(probabilities + lane);
      a0 = f32x4.add(a0, f32x4.mul(a, left));
      a1 = f32x4.add(a1, f32x4.mul(a, right));
      const b = v128.load_splat<f32>(probabilities + lane, 16);
      b0 = f32x4.add(b0, f32x4.mul(b, left));
      b1 = f32x4.add(b1, f32x4.mul(b, right));
      const c = v128.load_splat<f32>(probabilities + lane, 32);
      c0 = f32x4.add(c0, f32x4.mul(c, left));
      c1 = f32x4.add(c1, f32x4.mul(c, right));
      const d = v128.load_splat<f32>(probabilities + lane, 48);
      d0 = f32x4.add(d0, f32x4.mul(d, left));
      d1 = f32x4.add(d1, f32x4.mul(d, right));
      push += stride;
    }
    probabilities += probabilityStride(job);
  }
  storeTileRow(job, slot, column, a0, a1);
  storeTileRow(job, slot + 1, column, b0, b1);
  storeTileRow(job, slot + 2, column, c0, c1);
  storeTileRow(job, slot + 3, column, d0, d1);
}

function storeTileRow(job: ContrastJob, slot: i32, column: usize, left: v128, right: v128): void {
  if (slot >= job.sampleCount) return;
  const width = <usize>job.width;
  const to = job.slopes + (<usize>(job.userCount + slot) * width + column << 2);
  if (column + 8 <= width) {
    v128.store(to, left);
    v128.store(to, right, 16);
    return;
  }
  for (let k: usize = 0; column + k < width; k++) {
    store<f32>(to + (k << 2), k < 4 ? laneOf(left, <i32>k) : laneOf(right, <i32>k - 4));
  }
}

function laneOf(four: v128, lane: i32): f32 {
  if (lane == 0) return f32x4.extract_lane(four, 0);
  if (lane == 1) return f32x4.extract_lane(four, 1);
  return lane == 2 ? f32x4.extract_lane(four, 2) : f32x4.extract_lane(four, 3);
}

function probabilityStride(job: ContrastJob): usize {
  return (<usize>(job.sampleCount + 7 & ~7) + 4) << 4;
}

function paddedTo8(width: i32): usize {
  return <usize>(width + 7 & ~7);
}
