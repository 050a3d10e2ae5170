import type * as tf from '@tensorflow/tfjs';
import type { Verdict } from './epoch-judge.js';
import type { HoldOut } from '../hold-out.js';
import { itemScales, scaledItems } from './item-scales.js';
import type { TrainingJob } from './phase.js';
import type { Propagation } from './propagation.js';

/** Has the table [N, d] judged as it stands, propagated over the training edges. Errors: INTERRUPTED. */
export async function validate(
  table: tf.Tensor2D,
  propagation: Propagation,
  heldOut: HoldOut,
  { hyperparameters, judge, run }: TrainingJob,
): Promise<Verdict> {
  const { dimensions } = hyperparameters;
  const propagated = propagation.embeddings(table); // [N, d]
  const embeddings = propagation.order.byNode(await propagated.data<'float32'>());
  propagated.dispose();
  const firstItem = heldOut.train.rows * dimensions;
  const ofItems = embeddings.subarray(firstItem); // [I, d]
  const items = scaledItems(ofItems, itemScales(ofItems, hyperparameters));
  return judge.judge({ users: embeddings.subarray(0, firstItem), items, dimensions }, heldOut, run.signal);
}
