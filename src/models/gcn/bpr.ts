import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../core/random.js';
import { gatherRows } from '../../engine/ops/gather-rows.js';
import { hasEntry, type CsrMatrix } from '../../linalg/csr.js';
import { edgesWithNegatives, userOfEachEdge } from './edges.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import type { LossAndGradient, Objective } from './objective.js';
import { sumRows } from './sum-rows.js';

/**
 * Bayesian personalized ranking (Rendle et al., UAI 2009): a batch is edges (u, i), each against one item j drawn
 * uniformly from those without an edge to u;
 *
 *   loss = Σ share_ui · −log σ(e_u·e_i − e_u·e_j).
 */
export function bpr(interactions: CsrMatrix, { batchEdges }: Pick<GcnHyperparameters, 'batchEdges'>): Objective {
  const users = userOfEachEdge(interactions);
  return {
    units: edgesWithNegatives(interactions),
    batchSize: batchEdges,
    evaluate: (embeddings: tf.Tensor2D, edges: Int32Array, random: Random) => {
      const batchUsers = edges.map((edge) => users[edge]!);
      const negatives = batchUsers.map((user) => drawNegative(interactions, user, random));
      return lossOfBatch(embeddings, interactions, { edges, users: batchUsers, negatives });
    },
  };
}

/** Tries again on an item of the user's: few tries, as hardly anyone knows most of a catalog. */
function drawNegative(interactions: CsrMatrix, user: number, random: Random): number {
  for (;;) {
    const item = random.below(interactions.columns);
    if (!hasEntry(interactions, user, item)) return item;
  }
}

/** All [P]. */
interface EdgeBatch {
  readonly edges: Int32Array;
  readonly users: Int32Array;
  readonly negatives: Int32Array;
}

function lossOfBatch(embeddings: tf.Tensor2D, interactions: CsrMatrix, batch: EdgeBatch): LossAndGradient {
  return tf.tidy(() => {
    const itemRow = (item: number): number => interactions.rows + item;
    const positiveRows = batch.edges.map((edge) => itemRow(interactions.indices[edge]!));
    const negativeRows = batch.negatives.map(itemRow);
    const users = gatherRows(embeddings, batch.users); // [P, d]
    const difference = gatherRows(embeddings, positiveRows).sub<tf.Tensor2D>(gatherRows(embeddings, negativeRows)); // [P, d]
    const margins = users.mul(difference).sum<tf.Tensor2D>(1, true).neg(); // [P, 1]
    const shares = sharesOf(batch.edges, interactions); // [P, 1]
    const loss = shares.mul(margins.softplus()).sum<tf.Scalar>();

    const pull = shares.mul(margins.sigmoid()); // [P, 1], −d loss / d(score difference)
    const toNegatives = users.mul<tf.Tensor2D>(pull); // [P, d]
    const toUsers = difference.mul<tf.Tensor2D>(pull.neg()); // [P, d]
    const gradient = sumRows(
      embeddings.shape[0],
      { rows: batch.users, values: toUsers },
      { rows: positiveRows, values: toNegatives.neg() },
      { rows: negativeRows, values: toNegatives },
    ); // [N, d]
    return { loss, gradient };
  });
}

/** Pair weights over their sum in the batch. */
function sharesOf(edges: Int32Array, { values }: CsrMatrix): tf.Tensor2D {
  const weights = Float32Array.from(edges, (edge) => (values === null ? 1 : values[edge]!));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return tf.tensor2d(
    weights.map((weight) => weight / sum),
    [edges.length, 1],
  );
}
