import type { CsrMatrix } from '../../linalg/csr.js';
import type { Checkpoint } from '../checkpoint.js';
import type { TrainRun } from '../model.js';
import type { EpochJudge } from './epoch-judge.js';
import type { HoldOut } from '../hold-out.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import type { PhaseName, TrainingProgress } from './training-progress.js';

/** One training from its starting table. */
export interface Phase {
  readonly name: PhaseName;
  /** Edges that are learned from and propagated over. */
  readonly interactions: CsrMatrix;
  /** How many of its columns are items, the first ones: edges to others are propagated over and never drawn. */
  readonly items: number;
  /** Flags of the users whose edges are drawn; all when absent. [U] */
  readonly learnsFrom?: Uint8Array;
  /** Edges that choose the epoch; without them the last one is kept. */
  readonly holdOut: HoldOut | undefined;
  /** Most epochs. */
  readonly epochs: number;
  /** X0 to start from [N·d]; made from the graph when absent. */
  readonly start?: Float32Array;
}

/** What all phases of one training share. */
export interface TrainingJob {
  readonly hyperparameters: GcnHyperparameters;
  /** In how many the engine holds the columns of a table. */
  readonly panels: number;
  readonly run: TrainRun;
  readonly judge: EpochJudge;
  /** Lays a checkpoint down; absent where none are wanted. */
  readonly save: ((checkpoint: Checkpoint<TrainingProgress>) => Promise<void>) | undefined;
  /** Receives the milliseconds of every step. */
  readonly stepTimes: number[];
}
