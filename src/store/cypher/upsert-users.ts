import type { UpsertSummary, UserProfile } from '../interaction-store.js';
import type { CypherRunner } from './cypher-engine.js';
import { differs, distinctProperties } from './node-properties.js';
import { slices } from './slices.js';
import { userProfile, userProperties } from './user-properties.js';

const ROWS = 5_000;

/**
 * Creates users and replaces the attributes of those whose differ, counting a change of each; writes nothing for the
 * rest. Run inside one transaction.
 */
export async function upsertUsers(
  transaction: CypherRunner,
  users: readonly UserProfile[],
  hasOtherWriters: boolean,
): Promise<UpsertSummary> {
  const summary = { created: 0, updated: 0, unchanged: 0 };
  const distinct = [...distinctProperties(users.map(userProperties))].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const some of slices(distinct, ROWS)) {
    const keys = some.map(([key]) => key);
    const found = await transaction.run('read/users-by-key', { keys });
    const wasThere = new Set(found.map(([key]) => key));
    // From here on nobody else writes to these users: what is read now stays true. In one order, as interactions lock them.
    if (hasOtherWriters) await transaction.run('load/lock-users', { keys });
    const stored = hasOtherWriters ? await transaction.run('read/users-by-key', { keys }) : found;
    const known = new Map(stored.map(([key, , properties]) => [key, userProperties(userProfile(key, properties))]));
    const rows = [];
    for (const [key, properties] of some) {
      const isChanged = differs(properties, known.get(key) ?? { key });
      const effect = !wasThere.has(key) ? 'created' : isChanged ? 'updated' : 'unchanged';
      summary[effect]++;
      if (effect !== 'unchanged') rows.push({ key, properties });
    }
    if (rows.length === 0) continue;
    await transaction.run('load/replace-users', { rows });
    await transaction.run('load/raise-revisions', { keys: rows.map(({ key }) => key) });
  }
  return summary;
}
