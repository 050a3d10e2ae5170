import type * as tf from '@tensorflow/tfjs';
import { rankingMetrics } from '../../metrics/ranking-metrics.js';
import { rankUsers } from '../ranking/rank-users.js';
import type { HoldOut } from './hold-out.js';
import type { TrainingJob } from './phase.js';
import type { Propagation } from './propagation.js';

/** Places that a validation list has. */
const K = 20;

/** Ranks the held-out users by the table [N, d] as it stands, training edges left out. Errors: INTERRUPTED. */
export async function validate(
  table: tf.Tensor2D,
  propagation: Propagation,
  { train, heldOut, users: queries }: HoldOut,
  { hyperparameters, run }: TrainingJob,
): Promise<Record<string, number>> {
  const propagated = propagation.embeddings(table); // [N, d]
  const embeddings = await propagated.data<'float32'>();
  propagated.dispose();
  const firstItem = train.rows * hyperparameters.dimensions;
  const lists = await rankUsers({
    users: embeddings.subarray(0, firstItem),
    items: embeddings.subarray(firstItem),
    dimensions: hyperparameters.dimensions,
    queries,
    known: train,
    k: K,
    signal: run.signal,
  });
  return rankingMetrics(lists, heldOut);
}
