import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../core/errors.js';
import { adamUpdate, type AdamTensors } from '../../engine/ops/adam-update.js';
import type { Checkpoint } from '../checkpoint.js';
import { type Panels, type TableLayout } from './table-layout.js';

/** What Adam needs to go on: the table and its two moments [N·d] each by number of node, and how many updates were made. */
export interface OptimizerState {
  readonly table: Float32Array;
  readonly mean: Float32Array;
  readonly square: Float32Array;
  readonly step: number;
}

/** Adam over the whole table, on the engine's memory, in `layout`. */
export class TableOptimizer {
  readonly layout: TableLayout;
  readonly #beta2: number;
  /** Of each panel. */
  readonly #tensors: AdamTensors[];
  #step: number;

  /** Takes the tensors over. */
  private constructor(tensors: AdamTensors[], step: number, beta2: number, layout: TableLayout) {
    this.layout = layout;
    this.#tensors = tensors;
    this.#step = step;
    this.#beta2 = beta2;
  }

  /** Starts at `panels` of that layout, which it takes over. */
  static start(panels: Panels, beta2: number, layout: TableLayout): TableOptimizer {
    const tensors = panels.map((table) => ({ table, m: tf.zerosLike(table), v: tf.zerosLike(table) }));
    return new TableOptimizer(tensors, 0, beta2, layout);
  }

  /** Goes on from what a checkpoint holds of `state()`. */
  static restore(
    { arrays, progress }: Checkpoint<{ readonly step: number }>,
    beta2: number,
    layout: TableLayout,
  ): TableOptimizer {
    const { table, mean, square } = arrays;
    if (table === undefined || mean === undefined || square === undefined) {
      throw new EdgewiseError('CHECKPOINT_CORRUPT', 'The checkpoint lacks the table or its moments.');
    }
    // Copies: on the cpu engine a tensor shares the array that it was made of, and updates are in place.
    const [panels, means, squares] = [table, mean, square].map((values) => layout.place(values.slice()));
    const tensors = panels!.map((panel, at) => ({ table: panel, m: means![at]!, v: squares![at]! }));
    return new TableOptimizer(tensors, progress.step, beta2, layout);
  }

  /** The table as it stands until the next update. */
  get panels(): Panels {
    return this.#tensors.map(({ table }) => table);
  }

  /** Updates made so far. */
  get step(): number {
    return this.#step;
  }

  /** Updates one panel after the other by its gradient, which is made when its turn comes and disposed of. */
  apply(gradientOf: (panel: tf.Tensor2D, at: number) => tf.Tensor2D, learningRate: number): void {
    this.#step++;
    const settings = { learningRate, beta1: BETA1, beta2: this.#beta2, epsilon: EPSILON, step: this.#step };
    this.#tensors.forEach((tensors, at) => {
      const gradient = gradientOf(tensors.table, at);
      this.#tensors[at] = adamUpdate(tensors, gradient, settings);
      gradient.dispose();
    });
  }

  /** A copy of everything, for a checkpoint. */
  async state(): Promise<OptimizerState> {
    return {
      table: await this.tableByNode(),
      mean: await this.layout.read(this.#tensors.map(({ m }) => m)),
      square: await this.layout.read(this.#tensors.map(({ v }) => v)),
      step: this.#step,
    };
  }

  /** A copy of the table by number of node. [N·d] */
  async tableByNode(): Promise<Float32Array> {
    return this.layout.read(this.panels);
  }

  dispose(): void {
    for (const tensors of this.#tensors) tf.dispose({ ...tensors });
  }
}

const BETA1 = 0.9;
const EPSILON = 1e-8;
