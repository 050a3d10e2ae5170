import { EdgewiseError } from '../../core/errors.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import { bpr } from './bpr.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import type { Objective } from './objective.js';
import { sampledSoftmax } from './sampled-softmax.js';

/** The objective that the hyperparameters name. Throws DATASET_EMPTY when no edge can be contrasted with anything. */
export function createObjective(interactions: CsrMatrix, hyperparameters: GcnHyperparameters): Objective {
  const objective =
    hyperparameters.loss === 'bpr' ? bpr(interactions, hyperparameters) : sampledSoftmax(interactions, hyperparameters);
  if (objective.units.length === 0)
    throw new EdgewiseError('DATASET_EMPTY', 'No user lacks an item: there is nothing to tell apart.');
  return objective;
}
