import type { CoNeighbor, CoNeighborPosition, Page } from '../interaction-store.js';
import { CoNeighborSearch } from './co-neighbor-search.js';
import type { CypherRunner } from './cypher-engine.js';
import { slices } from './slices.js';

/** Users who share items, or items that share users. */
export interface CoNeighborKind {
  readonly shared: 'read/shared-items' | 'read/shared-users';
  readonly counts: 'read/item-counts' | 'read/user-counts';
}

export const CO_USERS: CoNeighborKind = { shared: 'read/shared-items', counts: 'read/item-counts' };
export const CO_ITEMS: CoNeighborKind = { shared: 'read/shared-users', counts: 'read/user-counts' };

/** Keys whose neighbors are gathered by one statement: a popular item has tens of thousands. */
const KEYS = 8;

/**
 * For each key, in order, its page of neighbors by |A∩B| / sqrt(|A| |B|), best first, ties by key.
 * Counting what every neighbor has would take most of the time, so rows are counted in order of their upper bound and
 * only until no further one can enter the page; the answer is exact.
 */
export async function coNeighbors(
  runner: CypherRunner,
  kind: CoNeighborKind,
  keys: readonly string[],
  page: Page<CoNeighborPosition>,
): Promise<CoNeighbor[][]> {
  const found = new Map<string, CoNeighbor[]>();
  const counts = new Map<string, number>();
  for (const some of slices(page.first > 0 ? [...new Set(keys)] : [], KEYS)) {
    const rows = await runner.run(kind.shared, { keys: some });
    const searches = rows.map(([key, otherKeys, shared]) => new CoNeighborSearch(key, otherKeys, shared, page));
    for (let open = searches; open.length > 0; open = open.filter((search) => !search.done)) {
      await count(runner, kind, open, counts);
      for (const search of open) search.take(counts);
    }
    for (const search of searches) found.set(search.key, search.best);
  }
  return keys.map((key) => found.get(key) ?? []);
}

/** Adds to `counts` what the next round of the searches needs: one statement for all, and nobody is counted twice. */
async function count(
  runner: CypherRunner,
  kind: CoNeighborKind,
  searches: readonly CoNeighborSearch[],
  counts: Map<string, number>,
): Promise<void> {
  const wanted = new Set(searches.flatMap((search) => search.next()).filter((key) => !counts.has(key)));
  if (wanted.size === 0) return;
  for (const [key, total] of await runner.run(kind.counts, { keys: [...wanted] })) counts.set(key, total);
}
