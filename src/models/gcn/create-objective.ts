import { EdgewiseError } from '../../core/errors.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import { bpr } from './bpr.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import type { Objective } from './objective.js';
import { withNodeContrast } from './node-contrast.js';
import { sampledSoftmax } from './sampled-softmax.js';

/**
 * The objective that the hyperparameters name, over the edges of the users whose flag is set; over all without flags, and
 * where none of those can be contrasted with anything. Throws DATASET_EMPTY when no edge can.
 */
export function createObjective(
  interactions: CsrMatrix,
  hyperparameters: GcnHyperparameters,
  users?: Uint8Array,
): Objective {
  const ranking =
    hyperparameters.loss === 'bpr' ? bpr(interactions, hyperparameters) : sampledSoftmax(interactions, hyperparameters);
  const objective = withNodeContrast(ranking, interactions.rows, hyperparameters);
  if (objective.units.length === 0)
    throw new EdgewiseError('DATASET_EMPTY', 'No user lacks an item: there is nothing to tell apart.');
  const units = users && objective.units.filter((unit) => users[objective.userOf(unit)] === 1);
  return units === undefined || units.length === 0 ? objective : { ...objective, units };
}
