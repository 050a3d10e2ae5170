import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Random } from '../../core/random.js';
import { type RunContext, throwIfInterrupted } from '../../core/run-context.js';
import type { Recommender, UserView } from '../../recommend/request.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import type { Influence } from '../influence.js';
import { BehaviorTally } from './behavior-tally.js';
import type { InfluenceSummary } from './influence-summary.js';
import { ItemTally } from './item-tally.js';

export interface SummaryOptions {
  /** Users to draw; all where there are fewer. */
  readonly users: number;
  /** k: how many recommendations of each are looked at. */
  readonly top: number;
  /** Most items and most interactions that are listed. */
  readonly listed: number;
}

/**
 * What moves recommendations: exact influences on the top k of users drawn at random among those whom the snapshot
 * knows, summed by behavior and by item. Errors: INTERRUPTED.
 */
export async function summarizeInfluence(
  { snapshot, recommender, influence }: { snapshot: Snapshot; recommender: Recommender; influence: Influence },
  { users, top, listed }: SummaryOptions,
  random: Random,
  run: RunContext,
): Promise<InfluenceSummary> {
  const behaviors = new BehaviorTally(snapshot, influence, top);
  const items = new ItemTally();
  const drawn = random.shuffle(askable(snapshot)).slice(0, users);
  let counted = 0;
  for (const [done, index] of drawn.entries()) {
    throwIfInterrupted(run.signal);
    run.progress({ stage: 'influence', done, total: drawn.length, unit: 'users' });
    await nextTurn(); // a signal gets its turn
    const user: UserView = { key: snapshot.users.keyAt(index), revision: snapshot.userRevisions[index]! };
    const { entries, source } = recommender.recommend({ user, first: top });
    const recommended = entries.map(({ itemIndex }) => itemIndex);
    const answer = influence.influences({ user, items: recommended });
    if (source === 'POPULAR' || answer === undefined || recommended.length === 0) continue;
    counted++;
    items.add(index, answer);
    behaviors.add(user, recommended, answer);
  }
  return { users: counted, top, behaviors: behaviors.result(), ...items.result(listed) };
}

/** Users with interactions who were not erased. */
function askable(snapshot: Snapshot): number[] {
  const { rows, indptr } = snapshot.interactions;
  const erased = snapshot.erasedUsers();
  return Array.from({ length: rows }, (_, user) => user).filter(
    (user) => indptr[user] !== indptr[user + 1] && !erased.has(user),
  );
}
