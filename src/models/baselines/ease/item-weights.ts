import type { CsrMatrix } from '../../../linalg/csr.js';
import { invertPositiveDefinite } from '../../../linalg/invert-positive-definite.js';
import type { Component } from '../../../snapshot/contents.js';
import type { TrainRun } from '../../model.js';
import { gramOfColumns } from './gram.js';

/** B of EASE as a component: row i is what having item i adds to every item. Errors: INTERRUPTED, DIVERGED. */
export async function itemWeights(interactions: CsrMatrix, regularization: number, run: TrainRun): Promise<Component> {
  const items = interactions.columns;
  const inverse = gramOfColumns(interactions, regularization);
  await invertPositiveDefinite(inverse, items, run.signal, (share) =>
    run.progress({ stage: 'train', done: Math.round(share * items), total: items, unit: 'rows' }),
  );
  const weights = new Float32Array(items * items);
  for (let i = 0; i < items; i++) {
    for (let j = 0; j < items; j++)
      weights[i * items + j] = i === j ? 0 : -inverse[i * items + j]! / inverse[j * items + j]!;
  }
  return {
    kind: 'item-weights',
    name: 'ease',
    parameters: { items, regularization },
    arrays: { weights: { array: weights, shape: [items, items] } },
  };
}
