import type { InteractionRecord, UpsertSummary } from '../interaction-store.js';
import type { StatementParameters } from '../statement-table.js';
import type { CypherRunner } from './cypher-engine.js';
import { distinctInteractions, eventKey, type DistinctInteractions } from './distinct-interactions.js';
import { slices } from './slices.js';

/** Rows in one statement: large enough that its fixed cost vanishes, small enough that encoding does not stall a server. */
const ROWS = 10_000;
const USERS = 2_000;
/** Asking for more items of one user than this costs more than reading all of hers. */
const NAMED_ITEMS = 64;

/** Element ids with their new weights, by user. */
type ChangedWeights = Map<string, Record<string, number>>;

/**
 * Reads what is known of the batch, then writes only what differs: a batch sent twice writes nothing, and no MERGE of
 * relationships is needed, which takes four times as long (docs/decisions/0020-upserts-read-before-they-write.md).
 * Run inside one transaction.
 */
export async function upsertInteractions(
  transaction: CypherRunner,
  interactions: readonly InteractionRecord[],
  hasOtherWriters: boolean,
): Promise<UpsertSummary> {
  const pending = distinctInteractions(interactions);
  const total = countOf(pending);
  if (hasOtherWriters) await lockUsers(transaction, pending);
  const changed = await setKnownAside(transaction, pending);
  const created = countOf(pending);
  let updated = 0;
  for (const weights of changed.values()) updated += Object.keys(weights).length;

  await raiseRevisions(transaction, pending, changed);
  await create(transaction, pending);
  await setWeights(transaction, changed);
  return { created, updated, unchanged: total - created - updated };
}

/** Nobody else writes to these users until the end of the transaction. In one order, so that few wait in a circle. */
async function lockUsers(transaction: CypherRunner, pending: DistinctInteractions): Promise<void> {
  for (const keys of slices([...pending.keys()].sort(), ROWS)) await transaction.run('load/lock-users', { keys });
}

/** Leaves in `pending` what is not stored yet; returns the stored ones whose weight differs. */
async function setKnownAside(transaction: CypherRunner, pending: DistinctInteractions): Promise<ChangedWeights> {
  const changed: ChangedWeights = new Map();
  for (const rows of slices(lookups(pending), USERS)) {
    const known = await transaction.run('load/known-interactions', { rows });
    for (const [userKey, itemKey, behavior, at, weight, elementId] of known) {
      const events = pending.get(userKey);
      const event = eventKey({ itemKey, behavior, at });
      const wanted = events?.get(event);
      if (events === undefined || wanted === undefined) continue;
      events.delete(event);
      if (wanted.weight === weight) continue;
      const weights = changed.get(userKey);
      if (weights === undefined) changed.set(userKey, { [elementId]: wanted.weight });
      else weights[elementId] = wanted.weight;
    }
  }
  return changed;
}

function lookups(pending: DistinctInteractions): StatementParameters<'load/known-interactions'>['rows'][number][] {
  return Array.from(pending, ([userKey, events]) => {
    const itemKeys = new Set(Array.from(events.values(), (event) => event.itemKey));
    return { userKey, itemKeys: itemKeys.size > NAMED_ITEMS ? [] : [...itemKeys] };
  });
}

async function raiseRevisions(
  transaction: CypherRunner,
  pending: DistinctInteractions,
  changed: ChangedWeights,
): Promise<void> {
  const keys = new Set(changed.keys());
  for (const [userKey, events] of pending) if (events.size > 0) keys.add(userKey);
  for (const some of slices([...keys], ROWS)) await transaction.run('load/raise-revisions', { keys: some });
}

async function create(transaction: CypherRunner, pending: DistinctInteractions): Promise<void> {
  const rows: StatementParameters<'load/create-interactions'>['rows'][number][] = [];
  const itemKeys = new Set<string>();
  for (const [userKey, events] of pending) {
    const created = Array.from(events.values(), ({ itemKey, behavior, at, weight }) => {
      itemKeys.add(itemKey);
      return [itemKey, behavior, at, weight] as const;
    });
    for (const some of slices(created, ROWS)) rows.push([userKey, some]);
  }
  for (const keys of slices([...itemKeys], ROWS)) await transaction.run('load/merge-items', { keys });
  for (const some of slices(rows, USERS)) await transaction.run('load/create-interactions', { rows: some });
}

async function setWeights(transaction: CypherRunner, changed: ChangedWeights): Promise<void> {
  const rows = Array.from(changed, ([userKey, weights]) => ({ userKey, weights }));
  for (const some of slices(rows, USERS)) await transaction.run('load/set-weights', { rows: some });
}

function countOf(interactions: DistinctInteractions): number {
  let count = 0;
  for (const events of interactions.values()) count += events.size;
  return count;
}
