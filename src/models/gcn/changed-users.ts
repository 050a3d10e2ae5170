import type { Dataset } from '../../dataset/dataset.js';
import { hasEntry } from '../../linalg/csr.js';
import type { WarmStart } from '../warm-start.js';

/** One flag a user of the dataset: 1 where her items are not those that the earlier model knows of her. */
export function changedUsers(
  { users, items, interactions }: Pick<Dataset, 'users' | 'items' | 'interactions'>,
  before: Pick<WarmStart, 'users' | 'items' | 'interactions'>,
): Uint8Array {
  const { indptr, indices } = interactions;
  const itemBefore = items.keys.map((key) => before.items.indexOf(key));
  const known = before.interactions;
  return Uint8Array.from(users.keys, (key, user) => {
    const row = before.users.indexOf(key);
    if (row === undefined) return 1;
    const own = indices.subarray(indptr[user], indptr[user + 1]);
    if (own.length !== known.indptr[row + 1]! - known.indptr[row]!) return 1;
    const isKnown = (item: number): boolean => {
      const column = itemBefore[item];
      return column !== undefined && hasEntry(known, row, column);
    };
    return own.every(isKnown) ? 0 : 1;
  });
}
