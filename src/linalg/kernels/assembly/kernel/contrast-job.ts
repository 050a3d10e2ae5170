import { ChunkedJob } from './chunks';

/**
 * The sampled softmax of src/engine/ops/sampled-softmax-loss.ts, in three jobs over one struct: contrastPack lays the
 * sample out in panels, contrastUsers takes four users at a time through everything that concerns them, contrastSample
 * then turns their probabilities into the slopes of the sampled items. `padded` numbers are rounded up: sample to 8, width to 8, users to 4.
 */
@unmanaged
export class ContrastJob extends ChunkedJob {
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
  /** τ₊ of the bilateral softmax; 0: the sampled softmax. */
  positiveTemperature: f32;
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

/** Bytes of four users' probabilities. */
export function probabilityStride(job: ContrastJob): usize {
  return (<usize>(job.sampleCount + 7 & ~7) + 4) << 4;
}

export function paddedTo8(width: i32): usize {
  return <usize>(width + 7 & ~7);
}
