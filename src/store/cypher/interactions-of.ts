import type { InteractionQuery, InteractionRecord } from '../interaction-store.js';
import type { CypherRunner } from './cypher-engine.js';

/** Before every interaction: no time is later than this one, no key or behavior is empty. */
const START = { at: Number.MAX_SAFE_INTEGER, itemKey: '', behavior: '' };

/** For each user, in the order of `userKeys`, the page of interactions, newest first. One statement. */
export async function interactionsOf(
  runner: CypherRunner,
  userKeys: readonly string[],
  { first, after = START, behaviors }: InteractionQuery,
): Promise<InteractionRecord[][]> {
  const byUser = new Map(userKeys.map((key): [string, InteractionRecord[]] => [key, []]));
  if (byUser.size > 0 && first > 0 && behaviors?.length !== 0) {
    const rows = await runner.run('read/interactions-of-users', {
      keys: [...byUser.keys()],
      behaviors: behaviors ?? [],
      first,
      at: after.at,
      itemKey: after.itemKey,
      behavior: after.behavior,
    });
    for (const [userKey, itemKey, behavior, at, weight] of rows) {
      byUser.get(userKey)?.push({ userKey, itemKey, behavior, at, weight });
    }
  }
  return userKeys.map((key) => byUser.get(key) ?? []);
}
