import type { RankedLists } from './ranked-lists.js';

/** Share of the catalog that is in the first k places of at least one list; 0 for an empty catalog. */
export function coverage(lists: RankedLists, k: number, catalogSize: number): number {
  const seen = new Uint8Array(catalogSize);
  let distinct = 0;
  for (let list = 0; list < lists.users.length; list++) {
    for (const item of lists.items.subarray(list * lists.k, list * lists.k + k)) {
      if (item < 0 || seen[item] === 1) continue;
      seen[item] = 1;
      distinct++;
    }
  }
  return catalogSize === 0 ? 0 : distinct / catalogSize;
}
