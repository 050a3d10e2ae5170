import { EdgewiseError } from '../../core/errors.js';
import type { Checkpoint } from '../checkpoint.js';
import type { EpochRecord } from '../model.js';
import type { BatchStream } from './batch-stream.js';
import type { TableOptimizer } from './table-optimizer.js';
import type { KeptEpoch, PhaseName, TrainingProgress } from './training-progress.js';

/** Everything that changes while a phase is trained; a checkpoint holds all of it. */
export class TrainingState {
  readonly optimizer: TableOptimizer;
  readonly stream: BatchStream;
  /** Batches of the current epoch already taken, the sum of their losses and how long they took. */
  batches = 0;
  lossSum = 0;
  seconds = 0;
  history: readonly EpochRecord[];
  kept: KeptEpoch | null;
  /** X0 of the kept epoch; null while the current one is meant. [N·d] */
  keptTable: Float32Array | null = null;
  /** Figures of the best epoch so far; null before any was judged. [judged users] */
  bestFigures: Float32Array | null = null;
  readonly #phase: PhaseName;

  /** At the start of a phase; `history` and `kept` are those of the phase before. */
  constructor(
    phase: PhaseName,
    parts: { readonly optimizer: TableOptimizer; readonly stream: BatchStream },
    before: { readonly history: readonly EpochRecord[]; readonly kept: KeptEpoch | null },
  ) {
    this.#phase = phase;
    this.optimizer = parts.optimizer;
    this.stream = parts.stream;
    this.history = before.history;
    this.kept = before.kept;
  }

  /** Goes to where a checkpoint of the same phase was taken; the optimizer must already stand there. */
  moveTo({ progress, arrays }: Checkpoint<TrainingProgress>): void {
    this.stream.moveTo(progress);
    this.batches = progress.batches;
    this.lossSum = progress.lossSum;
    this.seconds = progress.seconds;
    this.history = progress.history;
    this.kept = progress.kept;
    this.keptTable = arrays['kept'] ?? null;
    this.bestFigures = arrays['bestFigures'] ?? null;
  }

  /** Finished epochs of this phase. */
  get epochs(): number {
    return this.history.filter(({ phase }) => phase === this.#phase).length;
  }

  /** Goes on to the next epoch with `history` up to the one that ends. */
  startEpoch(history: readonly EpochRecord[]): void {
    this.history = history;
    this.batches = 0;
    this.lossSum = 0;
    this.seconds = 0;
  }

  /** A copy of the whole state. Throws DIVERGED rather than lay down a table that is not finite. */
  async checkpoint(): Promise<Checkpoint<TrainingProgress>> {
    const { step, ...arrays } = await this.optimizer.state();
    for (const array of Object.values(arrays)) assertFinite(array, step);
    return {
      progress: {
        phase: this.#phase,
        step,
        batches: this.batches,
        lossSum: this.lossSum,
        seconds: this.seconds,
        ...this.stream.position,
        history: this.history,
        kept: this.kept,
      },
      arrays: {
        ...arrays,
        ...(this.keptTable !== null && { kept: this.keptTable }),
        ...(this.bestFigures !== null && { bestFigures: this.bestFigures }),
      },
    };
  }
}

/** Throws DIVERGED naming the step unless every value is finite. */
export function assertFinite(values: ArrayLike<number>, step: number): void {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) {
      throw new EdgewiseError('DIVERGED', `Training diverged at step ${step}: a value became ${values[i]!}.`);
    }
  }
}
