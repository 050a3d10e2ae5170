import { rankByComponent } from '../../src/models/ranking/rank-by-component.js';
import type { CsrMatrix } from '../../src/linalg/csr.js';
import { usersWithRelevantItems } from '../../src/metrics/ranked-lists.js';
import { rankingMetrics } from '../../src/metrics/ranking-metrics.js';
import type { Snapshot } from '../../src/snapshot/snapshot.js';

const K = 20;

/** Recall@20 of a snapshot's model over the whole catalog, what it was trained on left out. Unknown keys are left out. */
export async function heldOutRecall(
  snapshot: Snapshot,
  heldOut: ReadonlyMap<string, readonly string[]>,
  signal: AbortSignal,
): Promise<number> {
  const relevant = relevantItems(snapshot, heldOut);
  const queries = usersWithRelevantItems(relevant);
  const lists = await rankByComponent(snapshot.components, {
    queries,
    known: snapshot.interactions,
    k: K,
    signal,
  });
  return rankingMetrics(lists, relevant, [K])[`recall@${K}`]!;
}

function relevantItems({ users, items }: Snapshot, heldOut: ReadonlyMap<string, readonly string[]>): CsrMatrix {
  const rows = users.keys.map((key) =>
    (heldOut.get(key) ?? [])
      .map((item) => items.indexOf(item))
      .filter((item) => item !== undefined)
      .sort((a, b) => a - b),
  );
  const indptr = new Int32Array(rows.length + 1);
  rows.forEach((row, user) => (indptr[user + 1] = indptr[user]! + row.length));
  return { rows: users.size, columns: items.size, indptr, indices: Int32Array.from(rows.flat()), values: null };
}
