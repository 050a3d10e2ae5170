import { ChunkedJob, takeChunk } from './chunks';
import { rise, scoreAt, sink, sortBestFirst } from './heap';
import { scoreItems } from './score-items';

@unmanaged
class WalkJob extends ChunkedJob {
  /** int32 [queries]: users of the graph. */
  queries: usize;
  queryCount: i32;
  users: i32;
  items: i32;
  /** CSR of the graph from both sides; values 0: every one is 1. */
  userIndptr: usize;
  userIndices: usize;
  userValues: usize;
  itemIndptr: usize;
  itemIndices: usize;
  itemValues: usize;
  /** float64: d^-q [items], d^-a [users], d^-p [items]. */
  starting: usize;
  passing: usize;
  ending: usize;
  /** Panels of 8 items' embeddings and the queries' own [queries, width]; both 0 where walks rank alone. */
  panels: usize;
  embeddings: usize;
  width: i32;
  /** float64 [weightCount]: of the walk's z-scores beside those of the dot product; 1 and not read where walks rank alone. */
  weights: usize;
  weightCount: i32;
  k: i32;
  /** int32 and float32 [queries, weightCount, k] */
  lists: usize;
  scores: usize;
  /** scratchBytes for each thread, the masses in it zero. */
  scratch: usize;
  scratchBytes: i32;
}

const CHUNK_QUERIES: i32 = 8;

/**
 * The k best new items of each query by walks (../../walk-filter.ts has the formula and sums in the same order), or by
 * z(dot) + weight · z(walk) for each weight (as ../../standardized-sum.ts): the same bits as one row at a time.
 */
export function rankWalks(address: usize, thread: i32): void {
  const job = changetype<WalkJob>(address);
  const scratch = job.scratch + <usize>thread * <usize>job.scratchBytes;
  for (let chunk = takeChunk(address); chunk < job.chunks; chunk = takeChunk(address)) {
    const first = chunk * CHUNK_QUERIES;
    for (let query = first; query < min(first + CHUNK_QUERIES, job.queryCount); query++) rankQuery(job, scratch, query);
  }
}

/** Of the scratch: mass f64 [users], row f64 [items], reached i32 [users], then two rows f32 of whole panels. */
function rankQuery(job: WalkJob, scratch: usize, query: i32): void {
  const user = load<i32>(job.queries + (<usize>query << 2));
  const row = scratch + (<usize>job.users << 3);
  const reached = row + (<usize>job.items << 3);
  const panelCount = (job.items + 7) >> 3;
  const byDot = (reached + (<usize>job.users << 2) + 15) & ~15;
  const total = byDot + (<usize>panelCount << 5);
  walk(job, scratch, row, reached, user);
  if (job.panels == 0) {
    for (let item = 0; item < job.items; item++) storeScore(total, item, <f32>doubleAt(row, item));
    keepBest(job, total, user, query);
    return;
  }
  scoreItems(job.panels, panelCount, job.width, job.embeddings + (<usize>query * <usize>job.width << 2), byDot);
  blend(job, byDot, row, total, user, query);
}

function walk(job: WalkJob, mass: usize, row: usize, reached: usize, user: i32): void {
  const count = reachUsers(job, mass, reached, user);
  memory.fill(row, 0, <usize>job.items << 3);
  for (let place = 0; place < count; place++) {
    const other = indexAt(reached, place);
    const share = doubleAt(mass, other) * doubleAt(job.passing, other);
    store<f64>(mass + (<usize>other << 3), 0);
    const end = indexAt(job.userIndptr, other + 1);
    for (let entry = indexAt(job.userIndptr, other); entry < end; entry++) {
      const added = job.userValues == 0 ? share : share * <f64>scoreAt(job.userValues, entry);
      const to = row + (<usize>indexAt(job.userIndices, entry) << 3);
      store<f64>(to, load<f64>(to) + added);
    }
  }
  for (let item = 0; item < job.items; item++) {
    store<f64>(row + (<usize>item << 3), doubleAt(row, item) * doubleAt(job.ending, item));
  }
}

/** Lists the other users that her items lead to, and puts what arrives at each into the mass. */
function reachUsers(job: WalkJob, mass: usize, reached: usize, user: i32): i32 {
  let count = 0;
  const ownEnd = indexAt(job.userIndptr, user + 1);
  for (let own = indexAt(job.userIndptr, user); own < ownEnd; own++) {
    const item = indexAt(job.userIndices, own);
    const weight = job.userValues == 0 ? 1.0 : <f64>scoreAt(job.userValues, own);
    const share = weight * doubleAt(job.starting, item);
    const end = indexAt(job.itemIndptr, item + 1);
    for (let entry = indexAt(job.itemIndptr, item); entry < end; entry++) {
      const other = indexAt(job.itemIndices, entry);
      const added = job.itemValues == 0 ? share : share * <f64>scoreAt(job.itemValues, entry);
      if (other == user || added == 0) continue;
      const before = doubleAt(mass, other);
      if (before == 0) {
        store<i32>(reached + (<usize>count << 2), other);
        count++;
      }
      store<f64>(mass + (<usize>other << 3), before + added);
    }
  }
  return count;
}

/** Ranks by every weight; a row whose values are all the same adds nothing. */
function blend(job: WalkJob, byDot: usize, byWalk: usize, total: usize, user: i32, query: i32): void {
  const items = job.items;
  let sum: f64 = 0;
  for (let item = 0; item < items; item++) sum += <f64>scoreAt(byDot, item);
  const dotMean = sum / <f64>items;
  let squares: f64 = 0;
  for (let item = 0; item < items; item++) {
    const off = <f64>scoreAt(byDot, item) - dotMean;
    squares += off * off;
  }
  const dotDeviation = deviationOf(squares, items, dotMean);
  sum = 0;
  for (let item = 0; item < items; item++) sum += doubleAt(byWalk, item);
  const walkMean = sum / <f64>items;
  squares = 0;
  for (let item = 0; item < items; item++) {
    const off = doubleAt(byWalk, item) - walkMean;
    squares += off * off;
  }
  const walkDeviation = deviationOf(squares, items, walkMean);
  const dotScale = dotDeviation == 0 ? 0 : 1 / dotDeviation;
  for (let index = 0; index < job.weightCount; index++) {
    const walkScale = walkDeviation == 0 ? 0 : doubleAt(job.weights, index) / walkDeviation;
    const shift = dotMean * dotScale + walkMean * walkScale;
    for (let item = 0; item < items; item++) {
      const score = <f64>scoreAt(byDot, item) * dotScale + doubleAt(byWalk, item) * walkScale - shift;
      storeScore(total, item, <f32>score);
    }
    keepBest(job, total, user, query * job.weightCount + index);
  }
}

function deviationOf(squares: f64, length: i32, mean: f64): f64 {
  const deviation = sqrt<f64>(squares / <f64>length);
  return deviation > 1e-12 * abs<f64>(mean) ? deviation : 0;
}

/** The best of the row that are new to her, best first; -1 and -∞ where fewer are left. NaN is better than nothing. */
function keepBest(job: WalkJob, row: usize, user: i32, list: i32): void {
  const k = job.k;
  const indices = job.lists + (<usize>list * <usize>k << 2);
  const scores = job.scores + (<usize>list * <usize>k << 2);
  const end = indexAt(job.userIndptr, user + 1);
  for (let own = indexAt(job.userIndptr, user); own < end; own++) {
    storeScore(row, indexAt(job.userIndices, own), f32.NaN);
  }
  for (let item = job.items; item & 7; item++) storeScore(row, item, f32.NaN);
  let size = 0;
  let root = f32x4.splat(-Infinity);
  for (let item = 0; item < job.items; item += 4) {
    if (size == k && !v128.any_true(f32x4.gt(v128.load(row + (<usize>item << 2)), root))) continue;
    for (let place = item; place < item + 4; place++) {
      const score = scoreAt(row, place);
      if (size < k) {
        if (score == score) rise(indices, scores, size++, place, score);
      } else if (score > scoreAt(scores, 0)) {
        sink(indices, scores, k, place, score);
      }
    }
    if (size == k) root = f32x4.splat(scoreAt(scores, 0));
  }
  sortBestFirst(indices, scores, size);
  for (let slot = size; slot < k; slot++) {
    store<i32>(indices + (<usize>slot << 2), -1);
    storeScore(scores, slot, -Infinity);
  }
}

function indexAt(array: usize, place: i32): i32 {
  return load<i32>(array + (<usize>place << 2));
}

function doubleAt(array: usize, place: i32): f64 {
  return load<f64>(array + (<usize>place << 3));
}

function storeScore(row: usize, place: i32, score: f32): void {
  store<f32>(row + (<usize>place << 2), score);
}
