import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfInterrupted } from '../core/run-context.js';
import type { CsrMatrix } from '../linalg/csr.js';
import { auc } from '../metrics/auc.js';
import type { ScoreRow } from '../models/ranking/rows-by-component.js';

export interface AucTask {
  /** [Q] */
  readonly users: Int32Array;
  /** users × items: left out. */
  readonly known: CsrMatrix;
  /** users × items, disjoint from `known`. */
  readonly heldOut: CsrMatrix;
  readonly signal: AbortSignal;
}

/** AUC of each of the asked users over the catalog without the items that she is known to have. Errors: INTERRUPTED. */
export async function aucOfUsers(
  scoresOf: ScoreRow,
  { users, known, heldOut, signal }: AucTask,
): Promise<Float64Array> {
  const values = new Float64Array(users.length);
  const candidates = new Uint8Array(known.columns).fill(1);
  for (const [place, user] of users.entries()) {
    if (place % ROWS_A_TURN === 0) {
      throwIfInterrupted(signal, 'Interrupted while ranking.');
      await nextTurn();
    }
    const own = known.indices.subarray(known.indptr[user], known.indptr[user + 1]);
    for (const item of own) candidates[item] = 0;
    const relevant = heldOut.indices.subarray(heldOut.indptr[user], heldOut.indptr[user + 1]);
    values[place] = auc(scoresOf(user), relevant, candidates);
    for (const item of own) candidates[item] = 1;
  }
  return values;
}

/** Rows between two turns of the event loop: some tens of milliseconds. */
const ROWS_A_TURN = 64;
