import type { Dataset } from '../../dataset/dataset.js';
import type { WarmStart } from '../warm-start.js';
import { changedUsers } from './changed-users.js';
import type { Phase } from './phase.js';

/**
 * Whose edges the loss is about: all users', or after a warm start those of the users whose items changed, where there are
 * any. Values of attributes are nodes of the graph and no users.
 */
export function learningUsers(dataset: Dataset, warmStart?: WarmStart): Pick<Phase, 'learnsFrom'> {
  const changed = warmStart && changedUsers(dataset, warmStart);
  if (dataset.attributes === undefined) return changed === undefined ? {} : { learnsFrom: changed };
  return { learnsFrom: changed?.includes(1) === true ? changed : new Uint8Array(dataset.users.size).fill(1) };
}
