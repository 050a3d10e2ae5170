import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Random } from '../core/random.js';
import { throwIfInterrupted } from '../core/run-context.js';
import { hasEntry, type CsrMatrix } from '../linalg/csr.js';
import { topK } from '../linalg/top-k.js';
import type { RankedLists } from '../metrics/ranked-lists.js';
import type { RowRanking } from '../models/ranking/rank-rows.js';
import type { ScoreRow } from '../models/ranking/rows-by-component.js';

export interface SampledRanking extends RowRanking {
  /** users × items: what each list is to find. */
  readonly heldOut: CsrMatrix;
  /** Other items beside the held-out ones, drawn evenly from those that the user has in neither matrix. */
  readonly sampled: number;
  readonly random: Random;
}

/**
 * The k best of each asked user's held-out items and a random sample of others, ties by lower index. Metrics of such
 * lists do not rank models as full ranking does (Krichene & Rendle, KDD 2020); they serve to compare with figures that
 * were published so. Errors: INTERRUPTED.
 */
export async function sampledLists(
  scoresOf: ScoreRow,
  { queries, known, heldOut, k, sampled, random, signal }: SampledRanking,
): Promise<RankedLists> {
  const items = new Int32Array(queries.length * k).fill(-1);
  const allowed = new Uint8Array(known.columns);
  for (const [place, user] of queries.entries()) {
    if (place % ROWS_A_TURN === 0) {
      throwIfInterrupted(signal, 'Interrupted while ranking.');
      await nextTurn();
    }
    const wanted = heldOut.indices.subarray(heldOut.indptr[user], heldOut.indptr[user + 1]);
    for (const item of wanted) allowed[item] = 1;
    const others = known.columns - wanted.length - (known.indptr[user + 1]! - known.indptr[user]!);
    for (let left = Math.min(sampled, others); left > 0;) {
      const item = random.below(known.columns);
      if (allowed[item] === 1 || hasEntry(known, user, item)) continue;
      allowed[item] = 1;
      left--;
    }
    items.set(topK(scoresOf(user), k, allowed).indices, place * k);
    allowed.fill(0);
  }
  return { users: queries, k, items };
}

/** Rows between two turns of the event loop: some tens of milliseconds. */
const ROWS_A_TURN = 64;
