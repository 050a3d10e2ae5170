import type { Dataset } from '../../dataset/dataset.js';
import type { KeyIndex } from '../../dataset/key-index.js';
import { hasEntry, type CsrMatrix } from '../../linalg/csr.js';

/** What a model was trained on. */
export interface KnownGraph {
  readonly users: KeyIndex;
  readonly items: KeyIndex;
  readonly interactions: CsrMatrix;
}

/** One flag an entry of the dataset's pairs: 1 where the earlier graph does not have it. Matched by key. */
export function newPairs(
  { users, items, interactions }: Pick<Dataset, keyof KnownGraph>,
  before: KnownGraph,
): Uint8Array {
  const flags = new Uint8Array(interactions.indices.length).fill(1);
  const itemBefore = items.keys.map((key) => before.items.indexOf(key) ?? -1);
  users.keys.forEach((key, user) => {
    const row = before.users.indexOf(key);
    if (row === undefined) return;
    for (let entry = interactions.indptr[user]!; entry < interactions.indptr[user + 1]!; entry++) {
      const column = itemBefore[interactions.indices[entry]!]!;
      if (column >= 0 && hasEntry(before.interactions, row, column)) flags[entry] = 0;
    }
  });
  return flags;
}

/** Pairs that came or went, over the pairs there are. */
export function changedShare(flags: Uint8Array, before: KnownGraph): number {
  const came = flags.reduce((sum, flag) => sum + flag, 0);
  const went = before.interactions.indices.length - (flags.length - came);
  return (came + went) / flags.length;
}
