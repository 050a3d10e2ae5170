import type { Random } from '../../core/random.js';
import {
  sampledSoftmaxLoss,
  type ContrastBatch,
  type ContrastSettings,
} from '../../engine/ops/sampled-softmax-loss.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import { activeUsers } from '../active-users.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import { ItemSampler } from './item-sampler.js';
import type { Objective } from './objective.js';
import { PopularItemSampler } from './popular-item-sampler.js';
import { UserBatchBuilder } from './user-batch.js';

/**
 * A batch is B users u with all their items N(u); M sampled items S are shared by them. With s_ui = (e_u/‖e_u‖)·e_i/τ,
 *
 *   loss = Σ_(u,i) share_ui · −log( e^s_ui / (e^s_ui + (I/M) Σ_{j ∈ S∖N(u)} e^s_uj) ),
 *
 * the softmax of an item against all items that are not the user's, estimated from a uniform sample; one by popularity
 * asks what sets an item apart from what others have (Wu et al., TOIS 2024). With similarity `dot` only the user is
 * normalised; with `cosine` e_i is taken over its norm, so that no item is near everybody for being long. Under `bsl` the
 * user's items stand together in one logarithm, at τ₊ (engine/ops/sampled-softmax-loss.ts).
 */
export function sampledSoftmax(interactions: CsrMatrix, hyperparameters: SoftmaxHyperparameters): Objective {
  const sampler = samplerOf(interactions, hyperparameters);
  const builder = new UserBatchBuilder(interactions);
  const settings = settingsOf(interactions, hyperparameters);
  return {
    units: activeUsers(interactions),
    userOf: (user) => user,
    batchSize: hyperparameters.batchUsers,
    draw(users: Int32Array, random: Random) {
      const { nodes, ...batch } = builder.build(users, sampler.draw(random));
      return {
        nodes,
        evaluate: (embeddings) => sampledSoftmaxLoss(embeddings, batch, settings),
        appearances: () => appearancesIn(batch, nodes.length),
      };
    },
  };
}

function appearancesIn(
  { users, edgePlaces, edgeItems, edgeShares, sample }: ContrastBatch,
  nodes: number,
): Float32Array {
  const sums = new Float32Array(nodes);
  edgeShares.forEach((share, edge) => {
    sums[users[edgePlaces[edge]!]!]! += share;
    sums[edgeItems[edge]!]! += share;
  });
  for (const row of sample) sums[row]! += 1 / sample.length;
  return sums;
}

function samplerOf(
  interactions: CsrMatrix,
  { negatives, negativeSampling }: SoftmaxHyperparameters,
): ItemSampler | PopularItemSampler {
  return negativeSampling === 'popular'
    ? new PopularItemSampler(interactions, negatives)
    : new ItemSampler(interactions.columns, negatives);
}

function settingsOf(
  { columns }: CsrMatrix,
  { loss, similarity, temperature, positiveTemperature }: SoftmaxHyperparameters,
): ContrastSettings {
  return { items: columns, similarity, temperature, ...(loss === 'bsl' && { positiveTemperature }) };
}

type SoftmaxHyperparameters = Pick<
  GcnHyperparameters,
  'loss' | 'batchUsers' | 'negatives' | 'negativeSampling' | 'temperature' | 'positiveTemperature' | 'similarity'
>;
