import type { Verdict } from './epoch-judge.js';
import type { HoldOut } from '../hold-out.js';
import { itemScales, scaledItems } from './item-scales.js';
import type { TrainingJob } from './phase.js';
import type { Propagation } from './propagation.js';
import type { TableOptimizer } from './table-optimizer.js';

/** Has the table judged as it stands, propagated over the training edges. Errors: INTERRUPTED. */
export async function validate(
  { layout, panels }: Pick<TableOptimizer, 'layout' | 'panels'>,
  propagation: Propagation,
  heldOut: HoldOut,
  { hyperparameters, judge, run }: TrainingJob,
): Promise<Verdict> {
  const { dimensions } = hyperparameters;
  const embeddings = await layout.readMapped(panels, (panel) => propagation.embeddings(panel)); // [N·d]
  const firstItem = heldOut.train.rows * dimensions;
  const ofItems = embeddings.subarray(firstItem, firstItem + heldOut.heldOut.columns * dimensions); // [I, d]
  const items = scaledItems(ofItems, itemScales(ofItems, hyperparameters));
  return judge.judge({ users: embeddings.subarray(0, firstItem), items, dimensions }, heldOut, run.signal);
}
