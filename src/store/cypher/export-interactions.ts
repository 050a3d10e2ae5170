import { compareKeys } from '../../core/key-order.js';
import type { ExportQuery, InteractionBatch, UserRecord } from '../interaction-store.js';
import type { StatementRow } from '../statement-table.js';
import type { CypherRunner } from './cypher-engine.js';
import { slices } from './slices.js';

/** Users in a batch; 500 of gowalla's have 14,000 interactions. */
const USERS = 500;

/** All users with interactions of the wanted behaviors, ascending by key, in batches of whole users. */
export async function* exportInteractions(runner: CypherRunner, query: ExportQuery): AsyncGenerator<InteractionBatch> {
  if (query.behaviors?.length === 0) return;
  const users = await runner.run('read/user-keys', {});
  const keys = users.map(([key]) => key);
  yield* exportInteractionsOf(runner, keys, query);
}

/** The same of these users, whose keys ascend. */
export async function* exportInteractionsOf(
  runner: CypherRunner,
  userKeys: readonly string[],
  { behaviors }: ExportQuery,
): AsyncGenerator<InteractionBatch> {
  if (behaviors?.length === 0) return;
  for (const keys of slices(userKeys, USERS)) {
    const rows = await runner.run('read/export-interactions', { keys, behaviors: behaviors ?? [] });
    // Sorted here: engines differ in how they order what is beyond the basic plane of Unicode.
    if (rows.length > 0) yield batchOf(rows.toSorted(([a], [b]) => compareKeys(a, b)));
  }
}

function batchOf(rows: readonly StatementRow<'read/export-interactions'>[]): InteractionBatch {
  const total = rows.reduce((sum, [, , itemKeys]) => sum + itemKeys.length, 0);
  const users: UserRecord[] = [];
  const offsets = new Int32Array(rows.length + 1);
  const itemKeys: string[] = [];
  const behaviors: string[] = [];
  const at = new Float64Array(total);
  const weights = new Float32Array(total);
  for (const [key, revision, keys, names, times, values] of rows) {
    at.set(times, itemKeys.length);
    weights.set(values, itemKeys.length);
    for (const itemKey of keys) itemKeys.push(itemKey);
    for (const name of names) behaviors.push(name);
    users.push({ key, revision });
    offsets[users.length] = itemKeys.length;
  }
  return { users, offsets, itemKeys, behaviors, at, weights };
}
