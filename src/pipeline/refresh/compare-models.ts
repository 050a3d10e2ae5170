import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfInterrupted, type RunContext } from '../../core/run-context.js';
import type { Dataset } from '../../dataset/dataset.js';
import { servedList } from '../../evaluate/served-list.js';
import { recall } from '../../metrics/user-metrics.js';
import { createRecommender } from '../../recommend/create-recommender.js';
import type { Recommender, UserView } from '../../recommend/request.js';
import type { SnapshotContents } from '../../snapshot/contents.js';
import type { RefreshComparison } from '../../snapshot/refresh-record.js';
import { snapshotOfContents } from '../../snapshot/snapshot-of-contents.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import type { InteractionRecord } from '../../store/interaction-store.js';
import type { HeldBack } from './hold-back.js';

const K = 20;

/**
 * Recall@20 of a candidate and of the served snapshot on edges that neither was trained on, each as serving would
 * answer: the candidate by its trained vectors, the served one by folding in what its users did since. Both know the
 * same interactions of a user, leave them out of her list, and rank the items that both know
 * (docs/decisions/0063-the-gate-of-a-refresh.md). `contents` are those of the candidate over `heldBack.train`.
 */
export async function compareModels(
  contents: SnapshotContents,
  served: Snapshot,
  { train, relevant, edges }: HeldBack,
  run: RunContext,
): Promise<RefreshComparison> {
  const isTrained = trainedItems(train);
  const inBoth = (key: string): boolean => {
    const item = train.items.indexOf(key);
    return item !== undefined && isTrained[item] === 1 && served.items.indexOf(key) !== undefined;
  };
  const candidate = await createRecommender(snapshotOfContents(contents));
  const before = await createRecommender(served);
  const sums = { candidate: 0, served: 0 };
  let done = 0;
  for (const [user, items] of relevant) {
    throwIfInterrupted(run.signal);
    const key = train.users.keyAt(user);
    const wanted = new Set(items.map((item) => train.items.keyAt(item)));
    const recallOf = (recommender: Recommender, view: UserView): number =>
      recall(hitsOf(servedList(recommender, view, K, inBoth), wanted), wanted.size, K);
    sums.candidate += recallOf(candidate, { key, revision: 0 });
    sums.served += recallOf(before, { key, revision: 0, current: interactionsOf(train, user) });
    run.progress({ stage: 'validate', done: ++done, total: relevant.size, unit: 'users' });
    await nextTurn();
  }
  const users = relevant.size;
  return {
    metric: `recall@${K}`,
    candidate: sums.candidate / users,
    served: sums.served / users,
    servedVersion: served.manifest.version,
    users,
    edges,
  };
}

function hitsOf(list: readonly string[], wanted: ReadonlySet<string>): Uint8Array {
  return Uint8Array.from(list, (key) => (wanted.has(key) ? 1 : 0));
}

/** One flag an item: 1 where somebody has it in training. */
function trainedItems({ items, interactions }: Dataset): Uint8Array {
  const flags = new Uint8Array(items.size);
  for (const item of interactions.indices) flags[item] = 1;
  return flags;
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
