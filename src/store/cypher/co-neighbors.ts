import type { CoNeighbor, CoNeighborPosition, Page } from '../interaction-store.js';
import { CoNeighborSearch } from './co-neighbor-search.js';
import type { CypherEngine, CypherRunner } from './cypher-engine.js';
import { slices } from './slices.js';

/** Users who share items, or items that share users. */
export interface CoNeighborKind {
  readonly first: 'read/neo4j/co-users' | 'read/neo4j/co-items';
  readonly shared: 'read/shared-items' | 'read/shared-users';
  readonly counts: 'read/item-counts' | 'read/user-counts';
}

export const CO_USERS: CoNeighborKind = {
  first: 'read/neo4j/co-users',
  shared: 'read/shared-items',
  counts: 'read/item-counts',
};
export const CO_ITEMS: CoNeighborKind = {
  first: 'read/neo4j/co-items',
  shared: 'read/shared-users',
  counts: 'read/user-counts',
};

/** Keys whose neighbors are gathered by one statement: a popular item has tens of thousands. */
const KEYS = 8;

type NeighborsByKey = Map<string, CoNeighbor[]>;

/** For each key, in order, its page of neighbors by |A∩B| / sqrt(|A| |B|), best first, ties by key. */
export async function coNeighbors(
  engine: CypherRunner & Pick<CypherEngine, 'ranksNeighbors'>,
  kind: CoNeighborKind,
  keys: readonly string[],
  page: Page<CoNeighborPosition>,
): Promise<CoNeighbor[][]> {
  const find = engine.ranksNeighbors && page.after === undefined ? firstNeighbors : searchNeighbors;
  const found: NeighborsByKey = new Map();
  for (const some of slices(page.first > 0 ? [...new Set(keys)] : [], KEYS)) {
    for (const [key, neighbors] of await find(engine, kind, some, page)) found.set(key, neighbors);
  }
  return keys.map((key) => found.get(key) ?? []);
}

/** By one statement that counts no more than it must. */
async function firstNeighbors(
  runner: CypherRunner,
  kind: CoNeighborKind,
  keys: readonly string[],
  { first }: Page<CoNeighborPosition>,
): Promise<NeighborsByKey> {
  const found: NeighborsByKey = new Map(keys.map((key) => [key, []]));
  for (const [key, otherKey, similarity] of await runner.run(kind.first, { keys, first })) {
    found.get(key)!.push({ key: otherKey, similarity });
  }
  return found;
}

/**
 * Counting what every neighbor has would take most of the time, so rows are counted in order of their upper bound and
 * only until no further one can enter the page; the answer is exact.
 */
async function searchNeighbors(
  runner: CypherRunner,
  kind: CoNeighborKind,
  keys: readonly string[],
  page: Page<CoNeighborPosition>,
): Promise<NeighborsByKey> {
  const counts = new Map<string, number>();
  const rows = await runner.run(kind.shared, { keys });
  const searches = rows.map(([key, otherKeys, shared]) => new CoNeighborSearch(key, otherKeys, shared, page));
  for (let open = searches; open.length > 0; open = open.filter((search) => !search.done)) {
    await count(runner, kind, open, counts);
    for (const search of open) search.take(counts);
  }
  return new Map(searches.map(({ key, best }) => [key, best]));
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
