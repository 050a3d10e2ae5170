import * as tf from '@tensorflow/tfjs';
import type { Random } from '../../core/random.js';
import { normalizedInteractions } from '../../linalg/bipartite.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import { randomizedSvd } from '../../linalg/randomized-svd.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import type { Propagation } from './propagation.js';
import type { Panels, TableLayout } from './table-layout.js';

/**
 * The table that training starts from [U+I, d] in `layout`, whose order is the propagation's, scaled so that the
 * propagated items' norms have root mean square 1: the scores of unit users are then of the order of 1 whatever the graph,
 * which is what temperature and learning rate count on.
 *
 * `svd`: rows of UΣ and VΣ of the normalized interactions D_U^-½ R D_I^-½, which already rank well; columns beyond their
 * rank are small noise, since equal columns would never part. `random`: normal noise.
 */
export async function startingTable(
  propagation: Propagation,
  interactions: CsrMatrix,
  layout: TableLayout,
  start: GcnHyperparameters['start'],
  random: Random,
): Promise<Panels> {
  const { dimensions } = layout;
  const values = new Float32Array(propagation.nodes * dimensions);
  if (start === 'random') fillWithNoise(values, dimensions, 0, 1, random);
  else fillWithSingularVectors(values, dimensions, normalizedInteractions(interactions), random);
  const panels = layout.place(values);
  const square = tf.tidy(() => {
    const shares = panels.map((panel) => squaredNorms(propagation, panel, interactions.rows)); // [I] each
    return shares.reduce((sum, share) => sum.add(share)).mean();
  });
  const meanSquare = (await square.data())[0]!;
  square.dispose();
  if (meanSquare === 0) return panels;
  return panels.map((panel) => {
    const scaled = panel.div<tf.Tensor2D>(Math.sqrt(meanSquare));
    panel.dispose();
    return scaled;
  });
}

/** Of the rows that `panel` becomes from `firstRow` on. */
function squaredNorms(propagation: Propagation, panel: tf.Tensor2D, firstRow: number): tf.Tensor1D {
  return tf.tidy(() => propagation.embeddings(panel).slice([firstRow, 0]).square().sum<tf.Tensor1D>(1));
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
