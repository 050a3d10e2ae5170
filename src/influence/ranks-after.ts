import { ranksAmong, type Rank } from './ranks.js';
import type { EdgeChange, ScoreOracle } from './score-oracle.js';

/** Ranks of items after changes, over the whole catalog and among the candidates of the full graph. */
export function ranksAfter(
  oracle: ScoreOracle,
  changes: readonly EdgeChange[],
  allowed: Uint8Array,
  items: readonly number[],
): Rank[] {
  if (oracle.leavesNothing(changes)) return items.map(() => null);
  const stranded = new Set(oracle.stranded(changes));
  const ranks = ranksAmong(oracle.catalog(changes), allowed, items);
  return ranks.map((rank, place) => (stranded.has(items[place]!) ? null : rank));
}
