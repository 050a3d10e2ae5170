import * as tf from '@tensorflow/tfjs';
import { csrMatMul } from '../../engine/ops/csr-mat-mul.js';
import { createSparseOperand } from '../../engine/sparse-operand.js';
import { normalizedAdjacency } from '../../linalg/bipartite.js';
import { rowSums, transpose, type CsrMatrix } from '../../linalg/csr.js';
import type { Component, NamedArray } from '../../snapshot/contents.js';
import type { GcnHyperparameters } from './hyperparameters.js';

/**
 * What serving holds of a trained table X0 [N·d]: its embeddings propagated over all of `interactions`, and the frozen
 * side of fold-in, foldIn = X0 + … + X_(L−1) of the items, so that for a user with weights w_uk
 *
 *   e_u = ( x0_u + D_u^-½ Σ_k w_uk D_k^-½ foldIn_k ) / (L + 1)
 *
 * is her embedding exactly, and that of a new user with x0_u = 0.
 */
export function dotComponent(
  table: Float32Array,
  interactions: CsrMatrix,
  { dimensions, layers }: Pick<GcnHyperparameters, 'dimensions' | 'layers'>,
): Component {
  const { rows: users, columns: items } = interactions;
  const { embeddings, layerSum } = propagate(table, interactions, dimensions, layers);
  const firstItem = users * dimensions;
  const matrix = (array: Float32Array, rows: number): NamedArray => ({ array, shape: [rows, dimensions] });
  return {
    kind: 'dot',
    name: 'gcn',
    parameters: { layers, dimensions },
    arrays: {
      users: matrix(embeddings.slice(0, firstItem), users),
      items: matrix(embeddings.slice(firstItem), items),
      x0: matrix(table, users + items),
      foldIn: matrix(layerSum.slice(firstItem), items),
      itemDegrees: { array: rowSums(transpose(interactions)), shape: [items] },
    },
  };
}

/** The embeddings, and the sum of layers 0 … L−1, both [N·d]. */
function propagate(
  table: Float32Array,
  interactions: CsrMatrix,
  dimensions: number,
  layers: number,
): { embeddings: Float32Array; layerSum: Float32Array } {
  const adjacency = createSparseOperand(normalizedAdjacency(interactions), { symmetric: true });
  try {
    return tf.tidy(() => {
      const x0 = tf.tensor2d(table.slice(), [adjacency.rows, dimensions]); // [N, d]
      let layerSum = x0;
      for (let layer = 1; layer < layers; layer++) layerSum = csrMatMul(adjacency, layerSum, x0); // [N, d]
      const embeddings = csrMatMul(adjacency, layerSum, x0).div<tf.Tensor2D>(layers + 1); // [N, d]
      return { embeddings: embeddings.dataSync<'float32'>(), layerSum: layerSum.dataSync<'float32'>() };
    });
  } finally {
    adjacency.dispose();
  }
}
