import type { PairedDifference } from '../metrics/paired-test.js';
import type { Folds } from './folds.js';
import type { Standing } from './standings.js';

/** What a search came to; JSON-safe. */
export interface TuningReport {
  readonly model: string;
  /** What configurations were compared by: `recall@20`. */
  readonly metric: string;
  readonly split: { readonly kind: Folds['kind']; readonly share: number; readonly folds: number };
  readonly seed: number;
  readonly counts: { readonly users: number; readonly items: number; readonly pairs: number };
  /** Of all trials, those of earlier runs of the same search included. */
  readonly seconds: number;
  readonly trials: number;
  /** Best first. */
  readonly standings: readonly Standing[];
  /** Best − defaults, user by user; absent unless both were trained fully on all folds. */
  readonly gain?: PairedDifference;
}
