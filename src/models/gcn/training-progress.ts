import type { EpochRecord } from '../model.js';
import type { BatchStreamPosition } from './batch-stream.js';

/**
 * `selection` chooses the epoch on held-out edges; `refit` trains again on all edges for as many epochs; `warm` goes on
 * from an earlier table.
 */
export type PhaseName = EpochRecord['phase'];

/** The epoch whose table is kept, and what it reached on validation edges. */
export interface KeptEpoch {
  readonly epoch: number;
  readonly metrics: Readonly<Record<string, number>>;
  /** What the judge chose beside it. */
  readonly choice?: Readonly<Record<string, number>>;
}

/** Where a run stands, beside its arrays; JSON-safe. */
export interface TrainingProgress extends BatchStreamPosition {
  readonly phase: PhaseName;
  /** Steps taken in this phase. */
  readonly step: number;
  /** Batches of the current epoch already taken, and what they summed up to. */
  readonly batches: number;
  readonly lossSum: number;
  readonly seconds: number;
  /** Finished epochs, of the selection first. */
  readonly history: readonly EpochRecord[];
  readonly kept: KeptEpoch | null;
}
