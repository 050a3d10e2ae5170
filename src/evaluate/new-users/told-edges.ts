import type { Dataset } from '../../dataset/dataset.js';
import { edgeWeight } from '../../dataset/group-pairs.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import { selectRows } from '../../linalg/select-rows.js';
import { stackRows } from '../../linalg/stack-rows.js';
import { toldEvents } from './told-events.js';

/** What is told, users × items, weighed as the training side weighs its pairs: ages count from the same moment. */
export function toldEdges(told: Dataset, { weighting, interactions }: Dataset): CsrMatrix {
  const { indices } = told.interactions;
  const values =
    interactions.values && Float32Array.from(indices, (_, pair) => edgeWeight(weighting, toldEvents(told, pair)));
  return { ...told.interactions, values };
}

/** Both, of which no user has a row in each. */
export function knownEdges(learned: CsrMatrix, told: CsrMatrix): CsrMatrix {
  const isTold = (user: number): boolean => told.indptr[user]! < told.indptr[user + 1]!;
  const rows = Int32Array.from({ length: learned.rows }, (_, user) => (isTold(user) ? learned.rows + user : user));
  return selectRows(stackRows(learned, told), rows);
}
