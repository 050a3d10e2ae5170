import { Random } from '../../core/random.js';
import type { Dataset } from '../../dataset/dataset.js';
import { restrictEvents } from '../../dataset/restrict-events.js';
import { isTargetPair } from '../../dataset/target-pairs.js';
import { keepEventsOfPairs } from '../../dataset/splits/keep-events-of-pairs.js';

/** Edges that neither model was trained on, and the rest to train the new one with. */
export interface HeldBack {
  readonly train: Dataset;
  /** Index of the user → indices of the items held back, of those who have any. */
  readonly relevant: ReadonlyMap<number, readonly number[]>;
  readonly edges: number;
}

/** Most users to compare by: their mean is known to a percent or so, and ranking for them takes seconds. */
const MOST_USERS = 2_000;

/**
 * Holds back, of users drawn with the seed, the newest half of the pairs that the served model has not seen (at least
 * one, never all that a user has). An item must be one that the served model knows and that somebody still has in
 * training: what one of two cannot rank says nothing about which ranks better. A pair must be of the target behavior.
 * Undefined when fewer than `leastUsers` users have such a pair.
 */
export function holdBack(
  dataset: Dataset,
  isNew: Uint8Array,
  isServedItem: (itemKey: string) => boolean,
  { seed, leastUsers }: { readonly seed: number; readonly leastUsers: number },
): HeldBack | undefined {
  const { users, items, interactions } = dataset;
  const left = itemCounts(dataset);
  const isServed = items.keys.map(isServedItem);
  const everyone = Int32Array.from(users.keys.keys());
  const order = Random.stream(seed, 'held back').shuffle<Int32Array, number>(everyone);
  const pairs: number[] = [];
  const relevant = new Map<number, readonly number[]>();
  for (const user of order) {
    if (relevant.size === MOST_USERS) break;
    const chosen = newestHalf(dataset, user, isNew).filter((pair) => {
      const item = interactions.indices[pair]!;
      return isTargetPair(dataset, pair) && isServed[item]! && left[item]!-- > 1;
    });
    if (chosen.length === 0) continue;
    pairs.push(...chosen);
    relevant.set(
      user,
      chosen.map((pair) => interactions.indices[pair]!),
    );
  }
  if (relevant.size < leastUsers) return undefined;
  return { train: restrictEvents(dataset, keepEventsOfPairs(dataset, pairs)), relevant, edges: pairs.length };
}

/** Entries of the newer half of a user's new pairs, newest first. */
function newestHalf({ interactions, events }: Dataset, user: number, isNew: Uint8Array): number[] {
  const start = interactions.indptr[user]!;
  const all = Array.from({ length: interactions.indptr[user + 1]! - start }, (_, place) => start + place);
  const lastAt = (pair: number): number => events.at[events.offsets[pair + 1]! - 1]!;
  const fresh = all.filter((pair) => isNew[pair] === 1).sort((a, b) => lastAt(b) - lastAt(a) || b - a);
  return fresh.slice(0, Math.min(Math.ceil(fresh.length / 2), all.length - 1));
}

function itemCounts({ items, interactions }: Dataset): Int32Array {
  const counts = new Int32Array(items.size);
  for (const item of interactions.indices) counts[item]!++;
  return counts;
}
