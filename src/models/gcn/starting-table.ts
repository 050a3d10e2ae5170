import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../core/random.js';
import type { SparseOperand } from '../../engine/sparse-operand.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import { randomizedSvd } from '../../linalg/randomized-svd.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import { meanOfLayers } from './propagation.js';

/**
 * The table that training starts from [U+I, d], scaled so that the propagated items' norms have root mean square 1: the
 * scores of unit users are then of the order of 1 whatever the graph, which is what temperature and learning rate count on.
 *
 * `svd`: rows of UΣ and VΣ of the normalized interactions D_U^-½ R D_I^-½, which already rank well; columns beyond their
 * rank are small noise, since equal columns would never part. `random`: normal noise.
 */
export function startingTable(
  adjacency: SparseOperand,
  users: number,
  { dimensions, layers, start }: Pick<GcnHyperparameters, 'dimensions' | 'layers' | 'start'>,
  random: Random,
): tf.Tensor2D {
  const nodes = adjacency.rows;
  const values = new Float32Array(nodes * dimensions);
  if (start === 'random') fillWithNoise(values, dimensions, 0, 1, random);
  else fillWithSingularVectors(values, dimensions, interactionBlock(adjacency.matrix, users), random);
  return tf.tidy(() => {
    const table = tf.tensor2d(values, [nodes, dimensions]); // [N, d]
    const items = meanOfLayers(adjacency, table, layers).slice([users, 0]); // [I, d]
    const meanSquare = items.square().sum(1).mean().dataSync()[0]!;
    return meanSquare > 0 ? table.div<tf.Tensor2D>(Math.sqrt(meanSquare)) : table;
  });
}

/** Passes of the range finder: a third no longer changes the ranking of the start. */
const POWER_ITERATIONS = 3;

/** Size of the noise beside the singular vectors, relative to the smallest of them. */
const NOISE_SHARE = 0.1;

function fillWithSingularVectors(
  values: Float32Array,
  dimensions: number,
  normalized: CsrMatrix,
  random: Random,
): void {
  const { rows: users, columns: items } = normalized;
  const rank = Math.min(dimensions, users, items);
  const { u, s, v } = randomizedSvd(normalized, rank, { random, powerIterations: POWER_ITERATIONS });
  copyScaled(values, dimensions, 0, u, s);
  copyScaled(values, dimensions, users, v, s);
  const used = s.findLastIndex((value) => value > 0) + 1;
  const smallest = used === 0 ? 1 : s[used - 1]!;
  fillWithNoise(values, dimensions, used, (NOISE_SHARE * smallest) / Math.sqrt(users + items), random);
}

/** Writes vectors · diag(s) into the leading columns of the table's rows from `firstRow`. */
function copyScaled(
  values: Float32Array,
  dimensions: number,
  firstRow: number,
  vectors: Float32Array,
  s: Float32Array,
): void {
  const rank = s.length;
  vectors.forEach((entry, position) => {
    const column = position % rank;
    values[(firstRow + (position - column) / rank) * dimensions + column] = entry * s[column]!;
  });
}

function fillWithNoise(
  values: Float32Array,
  dimensions: number,
  firstColumn: number,
  deviation: number,
  random: Random,
): void {
  for (let row = 0; row < values.length; row += dimensions) {
    for (let column = firstColumn; column < dimensions; column++) values[row + column] = deviation * random.normal();
  }
}

/** The users × items block of the adjacency: its first rows, with item columns counted from 0. */
function interactionBlock({ rows, indptr, indices, values }: CsrMatrix, users: number): CsrMatrix {
  const entries = indptr[users]!;
  return {
    rows: users,
    columns: rows - users,
    indptr: indptr.slice(0, users + 1),
    indices: indices.slice(0, entries).map((node) => node - users),
    values: values === null ? null : values.slice(0, entries),
  };
}
