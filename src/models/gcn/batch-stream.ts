import { Random, type RandomState } from '../../core/random.js';
import { BatchOrder, type BatchOrderPosition } from './batch-order.js';
import type { DrawnBatch, Objective } from './objective.js';

/** Where a stream stands: enough to go on from there with the same batches. JSON-safe. */
export interface BatchStreamPosition {
  readonly order: BatchOrderPosition;
  readonly negatives: RandomState;
}

/**
 * Batches with what they are contrasted with, drawn one ahead where there is time: an engine that computes beside this
 * thread is not kept waiting. The same batches come, and positions are the same, whether drawn ahead or not.
 */
export class BatchStream {
  readonly batchesPerEpoch: number;
  readonly #objective: Objective;
  readonly #order: BatchOrder;
  #negatives: Random;
  #ahead: { readonly batch: DrawnBatch; readonly from: BatchStreamPosition } | undefined;

  constructor(objective: Objective, randoms: { readonly order: Random; readonly negatives: Random }) {
    this.#objective = objective;
    this.#order = new BatchOrder(objective.units, objective.batchSize, randoms.order);
    this.#negatives = randoms.negatives;
    this.batchesPerEpoch = this.#order.batchesPerEpoch;
  }

  /** The next batch. The first of an epoch comes after the last of the one before. */
  next(): DrawnBatch {
    this.drawAhead();
    const { batch } = this.#ahead!;
    this.#ahead = undefined;
    return batch;
  }

  /** Draws the batch that `next` will give; twice is once. */
  drawAhead(): void {
    if (this.#ahead !== undefined) return;
    const from = this.position;
    this.#ahead = { batch: this.#objective.draw(this.#order.next(), this.#negatives), from };
  }

  /** Before the batch that `next` will give. */
  get position(): BatchStreamPosition {
    return this.#ahead?.from ?? { order: this.#order.position, negatives: this.#negatives.state };
  }

  /** Goes to a position taken from a stream of the same objective. */
  moveTo({ order, negatives }: BatchStreamPosition): void {
    this.#ahead = undefined;
    this.#order.moveTo(order);
    this.#negatives = Random.fromState(negatives);
  }
}
