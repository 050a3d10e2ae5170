import { ChunkedJob } from './chunks';

/**
 * The sampled softmax of src/engine/ops/sampled-softmax-loss.ts, in five jobs over one struct: contrastScales says what
 * items are multiplied by, contrastPack lays the sample out in panels, contrastUsers takes four users at a time through
 * everything that concerns them, contrastSample then turns their probabilities into the slopes of the sampled items, and
 * contrastGradient adds all slopes up by row. `padded` numbers are rounded up: sample to 8, width to 8, users to 4.
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
  /** n */
  rowCount: i32;
  width: i32;
  /** 1: items are taken over their norms. 0: as they are. */
  cosine: i32;
  temperature: f32;
  /** τ₊ of the bilateral softmax; 0: the sampled softmax. */
  positiveTemperature: f32;
  /** ln(items / sampled items) */
  logRatio: f32;
  /** Factor of each row as an item: 1/‖row‖ under cosine, 0 for a row at zero; else 1. [n] */
  itemScales: usize;
  /** [paddedUsers / 4][paddedSample + 4][4]; the four more keep users apart in the cache. */
  probabilities: usize;
  /** Directions over the temperature: [users, width] */
  queries: usize;
  /** push ∘ queries: [paddedUsers, paddedWidth] */
  pushes: usize;
  /** −d loss / d score of each edge; before, its score: [edges] */
  pulls: usize;
  /** [users] */
  losses: usize;
  /** Of users [users, width], then of the sample as it was scored [sample, width]. */
  slopes: usize;
  /** [n, width] */
  gradient: usize;
  /** SCRATCH_ROWS · paddedWidth floats for each thread. */
  scratch: usize;
}

/** Bytes of four users' probabilities. */
export function probabilityStride(job: ContrastJob): usize {
  return (<usize>(job.sampleCount + 7 & ~7) + 4) << 4;
}

export function strideOf(job: ContrastJob): usize {
  return <usize>job.width << 2;
}

export function embeddingAt(job: ContrastJob, row: u32): usize {
  return job.embeddings + <usize>row * strideOf(job);
}

export function itemScaleAt(job: ContrastJob, row: u32): f32 {
  return load<f32>(job.itemScales + (<usize>row << 2));
}

export function paddedTo8(width: i32): usize {
  return <usize>(width + 7 & ~7);
}
