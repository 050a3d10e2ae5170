import { isEdgewiseError } from '../../core/errors.js';
import { compareKeys } from '../../core/key-order.js';
import type { ExportQuery, InteractionBatch, UserRecord } from '../interaction-store.js';
import type { StatementRow } from '../statement-table.js';
import type { CypherEngine } from './cypher-engine.js';
import { slices } from './slices.js';

/** All users with interactions of the wanted behaviors, ascending by key, in batches of whole users. */
export async function* exportInteractions(engine: CypherEngine, query: ExportQuery): AsyncGenerator<InteractionBatch> {
  if (query.behaviors?.length === 0) return;
  const users = await engine.run('read/user-keys', {});
  const keys = users.map(([key]) => key);
  yield* exportInteractionsOf(engine, keys, query);
}

/** The same of these users, whose keys ascend. */
export async function* exportInteractionsOf(
  engine: CypherEngine,
  userKeys: readonly string[],
  { behaviors }: ExportQuery,
): AsyncGenerator<InteractionBatch> {
  if (behaviors?.length === 0) return;
  for (const keys of slices(userKeys, engine.exportedUsers)) {
    for await (const rows of usersOf(engine, keys, behaviors ?? [])) {
      const present = rows.filter(([, , itemKeys]) => itemKeys.length > 0);
      // Sorted here: what groups by key answers in no order.
      if (present.length > 0) yield batchOf(present.sort(([a], [b]) => compareKeys(a, b)));
    }
  }
}

/** Rows of the users; when the engine is lost between two of them, it is asked for those that are left. */
async function* usersOf(
  engine: CypherEngine,
  keys: readonly string[],
  behaviors: readonly string[],
): AsyncGenerator<readonly StatementRow<'read/export-interactions'>[]> {
  for (let left = keys; left.length > 0;) {
    let last: string | undefined;
    try {
      for await (const rows of engine.stream('read/export-interactions', { keys: left, behaviors })) {
        last = rows.at(-1)?.[0] ?? last;
        yield rows;
      }
      return;
    } catch (error) {
      if (last === undefined || !isEdgewiseError(error, 'STORE_UNAVAILABLE')) throw error;
      left = left.slice(left.indexOf(last) + 1);
    }
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
