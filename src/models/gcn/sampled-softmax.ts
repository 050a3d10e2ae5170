import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../core/random.js';
import { gatherRows, scatterAddRows } from '../../engine/ops/gather-rows.js';
import { matMulTransposedB } from '../../engine/ops/mat-mul-transposed-b.js';
import { sumRows } from './sum-rows.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import { ItemSampler } from './item-sampler.js';
import type { LossAndGradient, Objective } from './objective.js';
import { activeUsers } from './active-users.js';
import { UserBatchBuilder, type UserBatch } from './user-batch.js';

/**
 * A batch is B users u with all their items N(u); M uniform items S are shared by them. With s_ui = (e_u/‖e_u‖)·e_i/τ,
 *
 *   loss = Σ_(u,i) share_ui · −log( e^s_ui / (e^s_ui + (I/M) Σ_{j ∈ S∖N(u)} e^s_uj) ),
 *
 * the softmax of an item against all items that are not the user's, estimated from a sample. Only the user is
 * normalised, so that for one user items rank by the plain dot product e_u·e_i.
 */
export function sampledSoftmax(
  interactions: CsrMatrix,
  { batchUsers, negatives, temperature }: Pick<GcnHyperparameters, 'batchUsers' | 'negatives' | 'temperature'>,
): Objective {
  const sampler = new ItemSampler(interactions.columns, negatives);
  const builder = new UserBatchBuilder(interactions);
  return {
    units: activeUsers(interactions),
    batchSize: batchUsers,
    draw(users: Int32Array, random: Random) {
      const { nodes, ...batch } = builder.build(users, sampler.draw(random));
      return { nodes, evaluate: (embeddings) => lossOfBatch(embeddings, batch, interactions.columns, temperature) };
    },
  };
}

function lossOfBatch(
  embeddings: tf.Tensor2D,
  batch: Omit<UserBatch, 'nodes'>,
  items: number,
  temperature: number,
): LossAndGradient {
  return tf.tidy(() => {
    const users = gatherRows(embeddings, batch.users); // [B, d]
    const norms = tf.maximum(tf.norm(users, 2, 1, true), TINY); // [B, 1]
    const directions = users.div<tf.Tensor2D>(norms); // [B, d]
    const queries = directions.div<tf.Tensor2D>(temperature); // [B, d]
    const positives = gatherRows(embeddings, batch.edgeItems); // [P, d]
    const sample = gatherRows(embeddings, batch.sample); // [M, d]

    const edgeQueries = gatherRows(queries, batch.edgePlaces); // [P, d]
    const positiveScores = edgeQueries.mul(positives).sum(1, true); // [P, 1]
    const { probabilities, logSum } = softmaxOfSample(queries, sample, maskOf(batch));
    const logOthers = logSum.add<tf.Tensor2D>(Math.log(items / batch.sample.length)); // [B, 1]
    const margins = gatherRows(logOthers, batch.edgePlaces).sub(positiveScores); // [P, 1]
    const shares = tf.tensor2d(batch.edgeShares, [batch.edgeShares.length, 1]); // [P, 1]
    const loss = shares.mul(margins.softplus()).sum<tf.Scalar>();

    const pull = shares.mul<tf.Tensor2D>(margins.sigmoid()); // [P, 1], −d loss / d positive score
    const push = scatterAddRows(pull, batch.edgePlaces, batch.users.length); // [B, 1], d loss / d log of the sum
    const toPositives = edgeQueries.mul<tf.Tensor2D>(pull.neg()); // [P, d]
    // probabilitiesᵀ·(push ∘ queries), transposing the small factor and the small product instead of [B, M].
    const toSample = tf
      .matMul<tf.Tensor2D>(queries.mul(push).transpose<tf.Tensor2D>(), probabilities)
      .transpose<tf.Tensor2D>(); // [M, d]
    const pulled = scatterAddRows(positives.mul(pull), batch.edgePlaces, batch.users.length); // [B, d]
    const toQueries = tf.matMul<tf.Tensor2D>(probabilities, sample).mul<tf.Tensor2D>(push).sub(pulled); // [B, d]
    const radial = toQueries.mul(directions).sum(1, true); // [B, 1]
    const toUsers = toQueries.sub(directions.mul(radial)).div<tf.Tensor2D>(norms.mul(temperature)); // [B, d]

    const gradient = sumRows(
      embeddings.shape[0],
      { rows: batch.users, values: toUsers },
      { rows: batch.sample, values: toSample },
      { rows: batch.edgeItems, values: toPositives },
    ); // [n, d]
    return { loss, gradient };
  });
}

/** Below this a user's embedding counts as zero and has no direction. */
const TINY = 1e-12;

/** Added to scores: far below any, yet finite, so that a softmax over nothing else stays free of NaN. */
const EXCLUDED = -1e9;

/** EXCLUDED where the sampled item is one of the user's own, 0 elsewhere. [B, M] */
function maskOf({ users, sample, ownOffsets, ownPlaces }: Omit<UserBatch, 'nodes'>): tf.Tensor2D {
  const mask = new Float32Array(users.length * sample.length);
  for (let place = 0; place < users.length; place++) {
    for (let own = ownOffsets[place]!; own < ownOffsets[place + 1]!; own++) {
      mask[place * sample.length + ownPlaces[own]!] = EXCLUDED;
    }
  }
  return tf.tensor2d(mask, [users.length, sample.length]);
}

/** Softmax over the sample, and the logarithm of its denominator, found from the largest score so that nothing overflows. */
function softmaxOfSample(
  queries: tf.Tensor2D,
  sample: tf.Tensor2D,
  mask: tf.Tensor2D,
): { probabilities: tf.Tensor2D; logSum: tf.Tensor2D } {
  const scores = matMulTransposedB(queries, sample).add<tf.Tensor2D>(mask); // [B, M]
  const probabilities = tf.softmax(scores); // [B, M]
  const logSum = scores.max<tf.Tensor2D>(1, true).sub<tf.Tensor2D>(probabilities.max(1, true).log()); // [B, 1]
  return { probabilities, logSum };
}
