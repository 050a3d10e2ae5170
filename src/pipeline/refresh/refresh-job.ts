import type { TrainingJob } from '../train-and-publish.js';

/** What a refresh needs to know from beginning to end. */
export interface RefreshJob extends Omit<TrainingJob, 'resume'> {
  /** Share by which recall@20 may fall below that of the served snapshot on the same edges. */
  readonly maxRecallDrop: number;
  /** Largest share of changed pairs that a warm start is trusted with; 0: always train from the start. */
  readonly warmShare: number;
  /** Age of the last full export and training from the start at which everything is read and trained anew. */
  readonly fullAfterHours: number;
  /** Term of the lease. */
  readonly leaseSeconds: number;
  /** Write the served embeddings into the store. */
  readonly writeBack: boolean;
}
