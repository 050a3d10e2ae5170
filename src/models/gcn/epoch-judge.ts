import type { CsrMatrix } from '../../linalg/csr.js';
import { leadingColumns } from '../../linalg/leading-columns.js';
import { perUserMetrics } from '../../metrics/per-user-metrics.js';
import type { RankedLists } from '../../metrics/ranked-lists.js';
import { rankingMetrics } from '../../metrics/ranking-metrics.js';
import { CHOSEN_BY, JUDGED_PLACES } from '../chosen-by.js';
import type { HoldOut } from '../hold-out.js';
import { rankUsers } from '../ranking/rank-users.js';

/** Embeddings as an epoch leaves them, propagated over the training edges of the hold-out. */
export interface JudgedEmbeddings {
  /** [U, d] */
  readonly users: Float32Array;
  /** [I, d] */
  readonly items: Float32Array;
  readonly dimensions: number;
}

export interface Verdict {
  /** On the held-out edges. */
  readonly metrics: Readonly<Record<string, number>>;
  /** CHOSEN_BY of each user who is judged: what epochs are compared by. */
  readonly figures: Float32Array;
  /** What was chosen on the same edges, kept with the epoch. */
  readonly choice?: Readonly<Record<string, number>>;
}

/** Says how well embeddings rank held-out edges, training edges left out. */
export interface EpochJudge {
  /** Whatever a verdict depends on beside embeddings and hold-out: a checkpoint is bound to it. */
  readonly binding: Readonly<Record<string, unknown>>;
  /** Errors: INTERRUPTED. */
  judge(embeddings: JudgedEmbeddings, heldOut: HoldOut, signal: AbortSignal): Promise<Verdict>;
}

/** Judges by the dot product alone. */
export const dotJudge: EpochJudge = {
  binding: {},
  async judge(embeddings, { train, heldOut, users: queries }, signal) {
    const known = leadingColumns(train, heldOut.columns);
    const lists = await rankUsers({ ...embeddings, queries, known, k: JUDGED_PLACES, signal });
    return verdictOf(lists, heldOut);
  },
};

/** What lists come to on held-out edges. */
export function verdictOf(lists: RankedLists, heldOut: CsrMatrix): Pick<Verdict, 'metrics' | 'figures'> {
  const figures = Float32Array.from(perUserMetrics(lists, heldOut, [lists.k])[CHOSEN_BY]!);
  return { metrics: rankingMetrics(lists, heldOut), figures };
}
