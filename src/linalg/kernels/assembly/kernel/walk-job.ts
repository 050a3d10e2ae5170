import { ChunkedJob } from './chunks';

/** What rankWalks is asked. */
@unmanaged
export class WalkJob extends ChunkedJob {
  /** int32 [queries]: users of the graph. */
  queries: usize;
  queryCount: i32;
  users: i32;
  /** Of the graph; the first of them are items. */
  columns: i32;
  items: i32;
  /** CSR of the graph from both sides; values 0: every one is 1. */
  userIndptr: usize;
  userIndices: usize;
  userValues: usize;
  itemIndptr: usize;
  itemIndices: usize;
  itemValues: usize;
  /** float64: d^-q [columns], d^-a [users], d^-p [columns], of which those of items are read. */
  starting: usize;
  passing: usize;
  ending: usize;
  /** Panels of 8 items' embeddings and of 4 queries' own; both 0 where walks rank alone. */
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

export function indexAt(array: usize, place: i32): i32 {
  return load<i32>(array + (<usize>place << 2));
}

export function doubleAt(array: usize, place: i32): f64 {
  return load<f64>(array + (<usize>place << 3));
}
