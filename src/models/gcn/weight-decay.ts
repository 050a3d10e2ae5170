import * as tf from '@tensorflow/tfjs';
import { addToRows } from '../../engine/ops/add-to-rows.js';
import { gatherRows } from '../../engine/ops/gather-rows.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import type { DrawnBatch, LossAndGradient } from './objective.js';

/** Rows of the table that a batch looks at. */
export interface DecayedBatch extends Pick<DrawnBatch, 'appearances'> {
  /** [n] */
  readonly rows: Int32Array;
}

/**
 * A loss and its slope with respect to the table X0 [N, d], to which are added l2 / N · ½‖X0‖² and
 * batchL2 · ½ Σ_n appearances_n · ‖x0_n‖² over the batch's nodes, where these are not 0.
 */
export function withDecay(
  { loss, gradient }: LossAndGradient,
  table: tf.Tensor2D,
  { l2, batchL2 }: Pick<GcnHyperparameters, 'l2' | 'batchL2'>,
  batch: DecayedBatch,
): LossAndGradient {
  const whole = l2 === 0 ? { loss, gradient } : withTable({ loss, gradient }, table, l2 / table.shape[0]);
  return batchL2 === 0 ? whole : withRows(whole, table, batchL2, batch);
}

function withTable({ loss, gradient }: LossAndGradient, table: tf.Tensor2D, factor: number): LossAndGradient {
  return {
    loss: loss.add(
      table
        .square()
        .sum()
        .mul(factor / 2),
    ),
    gradient: gradient.add(table.mul(factor)),
  };
}

function withRows(
  { loss, gradient }: LossAndGradient,
  table: tf.Tensor2D,
  batchL2: number,
  { rows, appearances }: DecayedBatch,
): LossAndGradient {
  const factors = tf.tensor2d(
    appearances().map((share) => share * batchL2),
    [rows.length, 1],
  );
  const picked = gatherRows(table, rows); // [n, d]
  const slopes = picked.mul<tf.Tensor2D>(factors); // [n, d]
  return { loss: loss.add(picked.mul(slopes).sum().div(2)), gradient: addToRows(gradient, slopes, rows) };
}
