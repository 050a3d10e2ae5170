import type { Random } from '../../core/random.js';
import { sampledSoftmaxLoss } from '../../engine/ops/sampled-softmax-loss.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import { activeUsers } from '../active-users.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import { ItemSampler } from './item-sampler.js';
import type { DrawnBatch, Objective } from './objective.js';
import { withUnitItems } from './unit-items.js';
import { UserBatchBuilder } from './user-batch.js';

/**
 * A batch is B users u with all their items N(u); M uniform items S are shared by them. With s_ui = (e_u/‖e_u‖)·e_i/τ,
 *
 *   loss = Σ_(u,i) share_ui · −log( e^s_ui / (e^s_ui + (I/M) Σ_{j ∈ S∖N(u)} e^s_uj) ),
 *
 * the softmax of an item against all items that are not the user's, estimated from a sample. With similarity `dot` only
 * the user is normalised; with `cosine` e_i is taken over its norm, so that no item is near everybody for being long.
 */
export function sampledSoftmax(
  interactions: CsrMatrix,
  { batchUsers, negatives, temperature, similarity }: SoftmaxHyperparameters,
): Objective {
  const sampler = new ItemSampler(interactions.columns, negatives);
  const builder = new UserBatchBuilder(interactions);
  const settings = { items: interactions.columns, temperature };
  return {
    units: activeUsers(interactions),
    userOf: (user) => user,
    batchSize: batchUsers,
    draw(users: Int32Array, random: Random) {
      const { nodes, ...batch } = builder.build(users, sampler.draw(random));
      const evaluate: DrawnBatch['evaluate'] = (embeddings) => sampledSoftmaxLoss(embeddings, batch, settings);
      if (similarity === 'dot') return { nodes, evaluate };
      return { nodes, evaluate: (embeddings) => withUnitItems(embeddings, users.length, evaluate) };
    },
  };
}

type SoftmaxHyperparameters = Pick<GcnHyperparameters, 'batchUsers' | 'negatives' | 'temperature' | 'similarity'>;
