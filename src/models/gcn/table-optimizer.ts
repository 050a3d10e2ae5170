import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../core/errors.js';
import { adamUpdate, type AdamTensors } from '../../engine/ops/adam-update.js';
import type { Checkpoint } from '../checkpoint.js';
import { NodeOrder } from './node-order.js';

/** What Adam needs to go on: the table and its two moments [N·d] each by number of node, and how many updates were made. */
export interface OptimizerState {
  readonly table: Float32Array;
  readonly mean: Float32Array;
  readonly square: Float32Array;
  readonly step: number;
}

/** Adam over the whole table, on the engine's memory, where rows are in `order`. */
export class TableOptimizer {
  readonly #order: NodeOrder;
  readonly #beta2: number;
  #tensors: AdamTensors;
  #step: number;

  /** Takes the tensors over. */
  private constructor(tensors: AdamTensors, step: number, beta2: number, order: NodeOrder) {
    this.#order = order;
    this.#tensors = tensors;
    this.#step = step;
    this.#beta2 = beta2;
  }

  /** Starts at `table` [N, d], which it takes over. */
  static start(table: tf.Tensor2D, beta2: number, order = NodeOrder.asNumbered): TableOptimizer {
    return new TableOptimizer({ table, m: tf.zerosLike(table), v: tf.zerosLike(table) }, 0, beta2, order);
  }

  /** Goes on from what a checkpoint holds of `state()`. */
  static restore(
    shape: [number, number],
    { arrays, progress }: Checkpoint<{ readonly step: number }>,
    beta2: number,
    order = NodeOrder.asNumbered,
  ): TableOptimizer {
    const { table, mean, square } = arrays;
    if (table === undefined || mean === undefined || square === undefined) {
      throw new EdgewiseError('CHECKPOINT_CORRUPT', 'The checkpoint lacks the table or its moments.');
    }
    // Copies: on the cpu engine a tensor shares the array that it was made of, and updates are in place.
    const tensor = (values: Float32Array): tf.Tensor2D => tf.tensor2d(order.byRow(values.slice()), shape);
    const tensors = { table: tensor(table), m: tensor(mean), v: tensor(square) };
    return new TableOptimizer(tensors, progress.step, beta2, order);
  }

  /** As it stands until the next update, rows in order. [N, d] */
  get table(): tf.Tensor2D {
    return this.#tensors.table;
  }

  /** Updates made so far. */
  get step(): number {
    return this.#step;
  }

  apply(gradient: tf.Tensor2D, learningRate: number): void {
    this.#step++;
    this.#tensors = adamUpdate(this.#tensors, gradient, {
      learningRate,
      beta1: BETA1,
      beta2: this.#beta2,
      epsilon: EPSILON,
      step: this.#step,
    });
  }

  /** A copy of everything, for a checkpoint. */
  async state(): Promise<OptimizerState> {
    const { table, m, v } = this.#tensors;
    return {
      table: await this.#byNode(table),
      mean: await this.#byNode(m),
      square: await this.#byNode(v),
      step: this.#step,
    };
  }

  /** A copy of the table by number of node. [N·d] */
  async tableByNode(): Promise<Float32Array> {
    return this.#byNode(this.#tensors.table);
  }

  dispose(): void {
    tf.dispose({ ...this.#tensors });
  }

  /** A copy: on the cpu engine what tfjs hands out is the tensor's own array. */
  async #byNode(tensor: tf.Tensor2D): Promise<Float32Array> {
    const values = await tensor.data<'float32'>();
    return this.#order.byNode(tf.getBackend() === 'cpu' ? values.slice() : values);
  }
}

const BETA1 = 0.9;
const EPSILON = 1e-8;
