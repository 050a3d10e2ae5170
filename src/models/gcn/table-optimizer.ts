import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../core/errors.js';
import { adamUpdate } from '../../engine/ops/adam-update.js';
import type { Checkpoint } from '../checkpoint.js';

/** What Adam needs to go on: the table and its two moments [N, d] each, and how many updates were made. */
export interface OptimizerState {
  readonly table: Float32Array;
  readonly mean: Float32Array;
  readonly square: Float32Array;
  readonly step: number;
}

/** Adam over the whole table, updated in place on the engine's memory. */
export class TableOptimizer {
  readonly table: tf.Tensor2D;
  readonly #mean: tf.Tensor2D;
  readonly #square: tf.Tensor2D;
  readonly #beta2: number;
  #step: number;

  private constructor(shape: [number, number], state: OptimizerState, beta2: number) {
    // Copies: on the cpu engine a tensor shares the array that it was made of, and updates are in place.
    this.table = tf.tensor2d(state.table.slice(), shape);
    this.#mean = tf.tensor2d(state.mean.slice(), shape);
    this.#square = tf.tensor2d(state.square.slice(), shape);
    this.#step = state.step;
    this.#beta2 = beta2;
  }

  /** Starts at `table` [N, d], which is disposed. */
  static start(table: tf.Tensor2D, beta2: number): TableOptimizer {
    const values = table.dataSync<'float32'>();
    const state = {
      table: values,
      mean: new Float32Array(values.length),
      square: new Float32Array(values.length),
      step: 0,
    };
    const optimizer = new TableOptimizer(table.shape, state, beta2);
    table.dispose();
    return optimizer;
  }

  /** Goes on from what a checkpoint holds of `state()`. */
  static restore(
    shape: [number, number],
    { arrays, progress }: Checkpoint<{ readonly step: number }>,
    beta2: number,
  ): TableOptimizer {
    const { table, mean, square } = arrays;
    if (table === undefined || mean === undefined || square === undefined) {
      throw new EdgewiseError('CHECKPOINT_CORRUPT', 'The checkpoint lacks the table or its moments.');
    }
    return new TableOptimizer(shape, { table, mean, square, step: progress.step }, beta2);
  }

  /** Updates made so far. */
  get step(): number {
    return this.#step;
  }

  apply(gradient: tf.Tensor2D, learningRate: number): void {
    this.#step++;
    adamUpdate(this.table, gradient, this.#mean, this.#square, {
      learningRate,
      beta1: BETA1,
      beta2: this.#beta2,
      epsilon: EPSILON,
      step: this.#step,
    });
  }

  /** A copy of everything, for a checkpoint. */
  state(): OptimizerState {
    return {
      table: this.table.dataSync<'float32'>().slice(),
      mean: this.#mean.dataSync<'float32'>().slice(),
      square: this.#square.dataSync<'float32'>().slice(),
      step: this.#step,
    };
  }

  dispose(): void {
    tf.dispose([this.table, this.#mean, this.#square]);
  }
}

const BETA1 = 0.9;
const EPSILON = 1e-8;
