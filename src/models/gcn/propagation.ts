import * as tf from '@tensorflow/tfjs';
import { addToRows } from '../../engine/ops/add-to-rows.js';
import { csrMatMul } from '../../engine/ops/csr-mat-mul.js';
import { csrMatMulAtRows, csrMatMulOfRows } from '../../engine/ops/csr-mat-mul-some-rows.js';
import { gatherRows } from '../../engine/ops/gather-rows.js';
import { scaleRows } from '../../engine/ops/scale-rows.js';
import { createSparseOperand, type SparseOperand } from '../../engine/sparse-operand.js';
import { bipartiteAdjacency } from '../../linalg/bipartite.js';
import { rowSums, type CsrMatrix } from '../../linalg/csr.js';
import { NodeOrder } from './node-order.js';

/**
 * The linear map of LightGCN (He et al., SIGIR 2020, equation 8 with equal layer weights) over one graph: a table X0
 * [N, d], users first, becomes embeddings E = (X0 + ÃX0 + … + Ã^L X0) / (L + 1), where Ã = D^-½ A D^-½.
 *
 * Inside, layers are kept as Y = D^-½ X, so that a step is Y ← D^-1 A Y + Y0 (Horner's scheme: no layer is kept) and the
 * adjacency of interactions without weights needs no values. A node without edges has D = 1 here, its row being empty.
 * The map is its own transpose, since Ã is symmetric.
 *
 * Rows of tables are in `order`; nodes are named by number.
 */
export class Propagation {
  readonly nodes: number;
  readonly order: NodeOrder;
  readonly #layers: number;
  readonly #adjacency: SparseOperand;
  /** D^-1 A, from Y to Y. */
  readonly #inner: SparseOperand;
  /** D^-½ A, from Y to X. */
  readonly #outer: SparseOperand;
  /** D^-½ [N, 1] */
  readonly #toInner: tf.Tensor2D;

  /** Over `interactions` (users × items); holds engine memory until `dispose`. Errors: DATASET_TOO_LARGE. */
  constructor(interactions: CsrMatrix, layers: number, order = NodeOrder.asNumbered) {
    const adjacency = bipartiteAdjacency(order.ofInteractions(withLargestWeight1(interactions)));
    this.order = order;
    const degrees = rowSums(adjacency).map((degree) => (degree > 0 ? degree : 1));
    this.nodes = adjacency.rows;
    this.#layers = layers;
    const inverseRoots = Float32Array.from(degrees, (degree) => 1 / Math.sqrt(degree));
    this.#toInner = tf.tensor2d(inverseRoots, [this.nodes, 1]);
    this.#adjacency = createSparseOperand(adjacency, { symmetric: true });
    this.#inner = this.#adjacency.scaledBy(Float32Array.from(degrees, (degree) => 1 / degree));
    this.#outer = this.#adjacency.scaledBy(inverseRoots);
  }

  /** E of x0 [N, d] → [N, d]. */
  embeddings(x0: tf.Tensor2D): tf.Tensor2D {
    return tf.tidy(() => this.#mean(csrMatMul(this.#outer, this.#innerLayers(x0), x0)));
  }

  /** E of `nodes` [n] → [n, d]: the last product is of their rows alone. */
  embeddingsAt(x0: tf.Tensor2D, nodes: Int32Array): tf.Tensor2D {
    const rows = this.order.rowsOf(nodes);
    return tf.tidy(() => this.#mean(csrMatMulAtRows(this.#outer, this.#innerLayers(x0), rows, x0)));
  }

  /** X0 + ÃX0 + … + Ã^(L−1) X0 of x0 [N, d] → [N, d]. */
  layerSum(x0: tf.Tensor2D): tf.Tensor2D {
    return tf.tidy(() => {
      let sum = x0; // [N, d]
      for (let layer = 1; layer < this.#layers; layer++) {
        sum = csrMatMul(this.#outer, scaleRows(sum, this.#toInner), x0);
      }
      return sum;
    });
  }

  /**
   * The gradient with respect to the table [N, d] of a loss whose slope with respect to the embeddings is `slopes` [n, d]
   * of `nodes` [n], all distinct, and zero elsewhere: the first product is of their rows alone.
   */
  gradient(nodes: Int32Array, slopes: tf.Tensor2D): tf.Tensor2D {
    const rows = this.order.rowsOf(nodes);
    return tf.tidy(() => {
      const shares = this.#mean(slopes); // [n, d]
      const innerShares = scaleRows(shares, gatherRows(this.#toInner, rows)); // [n, d]
      let sum: tf.Tensor2D | undefined; // [N, d], where there is a layer before
      for (let layer = 1; layer < this.#layers; layer++) {
        sum = addToRows(this.#product(this.#inner, sum, rows, innerShares), innerShares, rows);
      }
      return addToRows(this.#product(this.#outer, sum, rows, innerShares), shares, rows);
    });
  }

  dispose(): void {
    this.#adjacency.dispose();
    this.#toInner.dispose();
  }

  /** Y0 + … + (D^-1 A)^(L−1) Y0 of Y0 = D^-½ x0 → [N, d]. */
  #innerLayers(x0: tf.Tensor2D): tf.Tensor2D {
    const share = scaleRows(x0, this.#toInner); // [N, d]
    let sum = share;
    for (let layer = 1; layer < this.#layers; layer++) sum = csrMatMul(this.#inner, sum, share);
    return sum;
  }

  /** Rows over L + 1, by the op that takes all threads. */
  #mean(rows: tf.Tensor2D): tf.Tensor2D {
    return scaleRows(rows, tf.fill([rows.shape[0], 1], 1 / (this.#layers + 1)));
  }

  /** operand · sum, or in the first layer operand · the values of the rows that there are. */
  #product(operand: SparseOperand, sum: tf.Tensor2D | undefined, rows: Int32Array, values: tf.Tensor2D): tf.Tensor2D {
    return sum === undefined ? csrMatMulOfRows(operand, values, rows) : csrMatMul(operand, sum);
  }
}

/** Only proportions of weights matter; sums of weights as they come could leave the range of float32. */
function withLargestWeight1(interactions: CsrMatrix): CsrMatrix {
  if (interactions.values === null) return interactions;
  const largest = interactions.values.reduce((most, weight) => Math.max(most, weight), 0);
  return { ...interactions, values: interactions.values.map((weight) => weight / largest) };
}
