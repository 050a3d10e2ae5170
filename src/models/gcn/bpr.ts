import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../core/random.js';
import { gatherRows } from '../../engine/ops/gather-rows.js';
import { hasEntry, type CsrMatrix } from '../../linalg/csr.js';
import { BatchNodes } from './batch-nodes.js';
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
  const userOf = userOfEachEdge(interactions);
  const batchNodes = new BatchNodes(interactions.rows + interactions.columns);
  return {
    units: edgesWithNegatives(interactions),
    userOf: (edge) => userOf[edge]!,
    batchSize: batchEdges,
    draw(edges: Int32Array, random: Random) {
      const itemRow = (item: number): number => interactions.rows + item;
      const edgeUsers = edges.map((edge) => userOf[edge]!);
      const edgeItems = edges.map((edge) => itemRow(interactions.indices[edge]!));
      const drawn = edgeUsers.map((user) => itemRow(drawNegative(interactions, user, random)));
      const [users, positives, negatives] = [edgeUsers, edgeItems, drawn].map((nodes) => batchNodes.place(nodes));
      const triplets = { users: users!, positives: positives!, negatives: negatives! };
      const shares = sharesOf(edges, interactions);
      const nodes = batchNodes.take();
      return {
        nodes,
        evaluate: (embeddings) => lossOfTriplets(embeddings, triplets, shares),
        appearances: () => sumByPlace(nodes.length, Object.values(triplets), shares),
      };
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

/** Pair weights over their sum in the batch. */
function sharesOf(edges: Int32Array, { values }: CsrMatrix): Float32Array {
  const weights = Float32Array.from(edges, (edge) => (values === null ? 1 : values[edge]!));
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

/** Sum of the shares at each of `count` places, for every list of places [P]. */
function sumByPlace(count: number, lists: readonly Int32Array[], shares: Float32Array): Float32Array {
  const sums = new Float32Array(count);
  for (const places of lists) places.forEach((place, edge) => (sums[place]! += shares[edge]!));
  return sums;
}

/** Places among the embeddings of a batch, each [P]. */
interface Triplets {
  readonly users: Int32Array;
  readonly positives: Int32Array;
  readonly negatives: Int32Array;
}

function lossOfTriplets(
  embeddings: tf.Tensor2D,
  { users: userPlaces, positives, negatives }: Triplets,
  weights: Float32Array,
): LossAndGradient {
  return tf.tidy(() => {
    const users = gatherRows(embeddings, userPlaces); // [P, d]
    const difference = gatherRows(embeddings, positives).sub<tf.Tensor2D>(gatherRows(embeddings, negatives)); // [P, d]
    const margins = users.mul(difference).sum<tf.Tensor2D>(1, true).neg(); // [P, 1]
    const shares = tf.tensor2d(weights, [weights.length, 1]); // [P, 1]
    const loss = shares.mul(margins.softplus()).sum<tf.Scalar>();

    const pull = shares.mul(margins.sigmoid()); // [P, 1], −d loss / d(score difference)
    const toNegatives = users.mul<tf.Tensor2D>(pull); // [P, d]
    const toUsers = difference.mul<tf.Tensor2D>(pull.neg()); // [P, d]
    const gradient = sumRows(
      embeddings.shape[0],
      { rows: userPlaces, values: toUsers },
      { rows: positives, values: toNegatives.neg() },
      { rows: negatives, values: toNegatives },
    ); // [n, d]
    return { loss, gradient };
  });
}
