import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfInterrupted } from '../../core/run-context.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import { topK } from '../../linalg/top-k.js';
import type { RankedLists } from '../../metrics/ranked-lists.js';

/** Whom to rank for and what to leave out. */
export interface RowRanking {
  /** Users to rank for. [Q] */
  readonly queries: Int32Array;
  /** users × items: what a user's list leaves out. */
  readonly known: CsrMatrix;
  /** What walks go over (dataset/whole-graph.ts): `known` where absent. */
  readonly graph?: CsrMatrix;
  readonly k: number;
  readonly signal: AbortSignal;
}

/**
 * The k best unknown items of each asked user, ties by lower index, from rows of scores that are made one at a time:
 * what is kept is one row. `scoresOf` gives a user's score of every item [I]; it may be a view that the next call
 * overwrites. Errors: INTERRUPTED; INTERNAL for a score that is not a number.
 */
export async function rankRows(
  scoresOf: (user: number) => Float32Array,
  { queries, known, k, signal }: RowRanking,
): Promise<RankedLists> {
  const items = new Int32Array(queries.length * k).fill(-1);
  const allowed = new Uint8Array(known.columns).fill(1);
  for (const [place, user] of queries.entries()) {
    if (place % ROWS_A_TURN === 0) {
      throwIfInterrupted(signal, 'Interrupted while ranking.');
      await nextTurn();
    }
    const own = known.indices.subarray(known.indptr[user], known.indptr[user + 1]);
    for (const item of own) allowed[item] = 0;
    items.set(topK(scoresOf(user), k, allowed).indices, place * k);
    for (const item of own) allowed[item] = 1;
  }
  return { users: queries, k, items };
}

/** Rows between two turns of the event loop: some tens of milliseconds. */
const ROWS_A_TURN = 64;
