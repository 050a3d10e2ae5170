import type { Dataset } from '../dataset/dataset.js';
import { isTargetPair } from '../dataset/target-pairs.js';
import { hasEntry, type CsrMatrix } from '../linalg/csr.js';
import type { Snapshot } from '../snapshot/snapshot.js';

/** Users with a pair that is new to both snapshots, and those pairs: a row a user, columns the items of `first`. */
export function commonPairs(
  first: Snapshot,
  second: Snapshot,
  pairs: Dataset,
): { readonly users: readonly string[]; readonly relevant: CsrMatrix } {
  const { users, items, interactions } = pairs;
  const kept: string[] = [];
  const rows: number[][] = [];
  for (let user = 0; user < users.size; user++) {
    const key = users.keyAt(user);
    const [inFirst, inSecond] = [first.userIndex(key), second.userIndex(key)];
    if (inFirst === undefined || inSecond === undefined) continue;
    const row: number[] = [];
    for (let entry = interactions.indptr[user]!; entry < interactions.indptr[user + 1]!; entry++) {
      if (!isTargetPair(pairs, entry)) continue;
      const itemKey = items.keyAt(interactions.indices[entry]!);
      const item = first.items.indexOf(itemKey);
      const other = second.items.indexOf(itemKey);
      if (item === undefined || other === undefined) continue;
      if (hasEntry(first.interactions, inFirst, item) || hasEntry(second.interactions, inSecond, other)) continue;
      row.push(item);
    }
    if (row.length === 0) continue;
    kept.push(key);
    rows.push(row.sort((a, b) => a - b));
  }
  const indptr = new Int32Array(rows.length + 1);
  rows.forEach((row, index) => (indptr[index + 1] = indptr[index]! + row.length));
  const indices = Int32Array.from(rows.flat());
  return { users: kept, relevant: { rows: rows.length, columns: first.items.size, indptr, indices, values: null } };
}
