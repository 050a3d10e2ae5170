import type { RunContext } from '../core/run-context.js';
import type { Dataset } from '../dataset/dataset.js';
import type { Component } from '../snapshot/contents.js';
import type { WarmStart } from './warm-start.js';

/** One epoch as it went; kept in the report. */
export interface EpochRecord {
  /** From 1 in each phase. */
  readonly epoch: number;
  /** `selection` chooses the epoch on held-out edges, `refit` then trains on every edge, `warm` goes on from an earlier model. */
  readonly phase: 'selection' | 'refit' | 'warm';
  /** Mean over the epoch's steps. */
  readonly loss: number;
  readonly seconds: number;
  readonly steps: number;
  /** Validation metrics, where the epoch was validated. */
  readonly metrics?: Readonly<Record<string, number>>;
}

export interface TrainedModel {
  readonly components: readonly Component[];
  readonly hyperparameters: Readonly<Record<string, number | string | boolean>>;
  readonly history: readonly EpochRecord[];
  /** Epoch whose table was kept. */
  readonly bestEpoch: number;
  /** Validation metrics of the kept table; empty when nothing was held out. */
  readonly metrics: Readonly<Record<string, number>>;
  /** What else was chosen on held-out edges, by name: weights and exponents. */
  readonly choice?: Readonly<Record<string, number>>;
  /** Median milliseconds per optimisation step. */
  readonly stepMilliseconds: number;
}

export interface TrainRun extends RunContext {
  readonly seed: number;
  /** Directory for checkpoints; none are written when absent. */
  readonly checkpointDirectory?: string;
  /** Continue from the checkpoint; CHECKPOINT_MISSING or CHECKPOINT_MISMATCH otherwise. */
  readonly resume?: boolean;
  /** Go on from an earlier model of nearly the same graph. */
  readonly warmStart?: WarmStart;
}

/**
 * A model learns from a dataset and yields what a snapshot holds. It is scored in `recommend`, never here.
 * Every model passes test/contracts/model.ts: a block-structured graph whose right answer is known.
 */
export interface Model {
  readonly name: string;
  /** Everything that decides what is learned, beside the dataset and the seed. */
  readonly hyperparameters: TrainedModel['hyperparameters'];
  /** Errors: BAD_SETTING, DATASET_EMPTY, DIVERGED, INTERRUPTED (the checkpoint is kept), CHECKPOINT_*, ENGINE_UNAVAILABLE. */
  train(dataset: Dataset, run: TrainRun): Promise<TrainedModel>;
  /**
   * What was learned, over another graph of the same users and items: nothing is learned again, so that edges which a
   * model was judged by can be served without having been learned from. Errors: ENGINE_UNAVAILABLE.
   */
  propagate(trained: TrainedModel, dataset: Dataset, run: RunContext): Promise<TrainedModel>;
}
