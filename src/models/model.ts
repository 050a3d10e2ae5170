import type { RunContext } from '../core/run-context.js';
import type { Dataset } from '../dataset/dataset.js';
import type { Component } from '../snapshot/contents.js';

/** One epoch as it went; kept in the report. */
export interface EpochRecord {
  /** From 1 in each phase. */
  readonly epoch: number;
  /** `selection` chooses the epoch on held-out edges, `refit` then trains on every edge. */
  readonly phase: 'selection' | 'refit';
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
  /** Median milliseconds per optimisation step. */
  readonly stepMilliseconds: number;
}

export interface TrainRun extends RunContext {
  readonly seed: number;
  /** Directory for checkpoints; none are written when absent. */
  readonly checkpointDirectory?: string;
  /** Continue from the checkpoint; CHECKPOINT_MISSING or CHECKPOINT_MISMATCH otherwise. */
  readonly resume?: boolean;
}

/**
 * A model learns from a dataset and yields what a snapshot holds. It is scored in `recommend`, never here.
 * Every model passes test/contracts/model.ts: a block-structured graph whose right answer is known.
 */
export interface Model {
  readonly name: string;
  /** Errors: BAD_SETTING, DATASET_EMPTY, DIVERGED, INTERRUPTED (the checkpoint is kept), CHECKPOINT_*, ENGINE_UNAVAILABLE. */
  train(dataset: Dataset, run: TrainRun): Promise<TrainedModel>;
}
