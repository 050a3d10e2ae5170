import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfInterrupted, type RunContext } from '../../core/run-context.js';
import type { Dataset } from '../../dataset/dataset.js';
import { attributesOf } from '../../dataset/user-attributes.js';
import { servedList } from '../../evaluate/served-list.js';
import { createRecommender } from '../../recommend/create-recommender.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import type { InteractionRecord } from '../../store/interaction-store.js';

export interface FoldedInRanking {
  readonly served: Snapshot;
  /** What is known of the users now; users and items are its. */
  readonly now: Dataset;
  readonly users: Int32Array;
  /** Length of a list. */
  readonly k: number;
  /** 1 for each item that counts: one that the snapshot knows. [I] */
  readonly counts: Uint8Array;
}

/**
 * User → her k best new items that count, as the served snapshot answers: what she did since is folded in.
 * Errors: INTERRUPTED, SNAPSHOT_CORRUPT, OUT_OF_MEMORY.
 */
export async function rankFoldedIn(
  { served, now, users, k, counts }: FoldedInRanking,
  run: RunContext,
): Promise<ReadonlyMap<number, readonly number[]>> {
  const recommender = await createRecommender(served);
  const indexOf = (key: string): number => now.items.indexOf(key) ?? -1;
  const lists = new Map<number, readonly number[]>();
  for (const user of users) {
    throwIfInterrupted(run.signal);
    const view = {
      key: now.users.keyAt(user),
      revision: 0,
      current: interactionsOf(now, user),
      ...(now.userAttributes !== undefined && { attributes: attributesOf(now.userAttributes, user) }),
    };
    lists.set(user, servedList(recommender, view, k, (key) => counts[indexOf(key)] === 1).map(indexOf));
    run.progress({ stage: 'validate', done: lists.size, total: users.length, unit: 'users' });
    await nextTurn();
  }
  return lists;
}

function interactionsOf({ users, items, interactions, events, behaviors }: Dataset, user: number): InteractionRecord[] {
  const userKey = users.keyAt(user);
  const records: InteractionRecord[] = [];
  for (let pair = interactions.indptr[user]!; pair < interactions.indptr[user + 1]!; pair++) {
    const itemKey = items.keyAt(interactions.indices[pair]!);
    for (let event = events.offsets[pair]!; event < events.offsets[pair + 1]!; event++) {
      const behavior = behaviors[events.behaviors[event]!]!;
      records.push({ userKey, itemKey, behavior, at: events.at[event]!, weight: events.weights[event]! });
    }
  }
  return records;
}
