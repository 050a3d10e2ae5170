import { compareKeys } from '../core/key-order.js';
import { throwIfInterrupted, type RunContext } from '../core/run-context.js';
import type { InteractionBatch, InteractionStore } from '../store/interaction-store.js';

export interface StoreCheck {
  /** Users that have interactions. */
  readonly users: number;
  readonly items: number;
  readonly interactions: number;
  /** Rules that are broken, each with the first place that breaks it; empty when all is well. */
  readonly problems: readonly string[];
}

/**
 * Reads the whole store and holds it against the rules of InteractionStore.
 * Run it while nobody writes: what arrives in between makes counts differ. Errors: INTERRUPTED and the store's.
 */
export async function checkStore(store: InteractionStore, run: RunContext): Promise<StoreCheck> {
  const stats = await store.stats();
  const problems = new Map<string, string>();
  const report = (rule: string, place: string): void => {
    if (!problems.has(rule)) problems.set(rule, `${rule}: ${place}`);
  };
  const items = await checkItems(store, report, run);
  const { users, interactions } = await checkInteractions(store, stats.users, report, run);
  if (items !== stats.items) report('items are counted right', `${items} read, ${stats.items} counted`);
  if (interactions !== stats.interactions) {
    report('interactions are counted right', `${interactions} read, ${stats.interactions} counted`);
  }
  return { users, items, interactions, problems: [...problems.values()] };
}

type Report = (rule: string, place: string) => void;

async function checkItems(store: InteractionStore, report: Report, run: RunContext): Promise<number> {
  const inOrder = ascendingKeys('items', report);
  let items = 0;
  for await (const batch of store.exportItems()) {
    throwIfInterrupted(run.signal);
    for (const item of batch) inOrder(item.key);
    items += batch.length;
  }
  return items;
}

async function checkInteractions(
  store: InteractionStore,
  total: number,
  report: Report,
  run: RunContext,
): Promise<{ users: number; interactions: number }> {
  const inOrder = ascendingKeys('users', report);
  let users = 0;
  let interactions = 0;
  for await (const batch of store.exportInteractions()) {
    throwIfInterrupted(run.signal);
    for (const user of batch.users) inOrder(user.key);
    checkBatch(batch, report);
    users += batch.users.length;
    interactions += batch.itemKeys.length;
    run.progress({ stage: 'check', done: users, total, unit: 'users' });
  }
  return { users, interactions };
}

function checkBatch(batch: InteractionBatch, report: Report): void {
  for (const [row, user] of batch.users.entries()) {
    const seen = new Set<string>();
    for (let event = batch.offsets[row]!; event < batch.offsets[row + 1]!; event++) {
      const at = batch.at[event]!;
      const weight = batch.weights[event]!;
      const place = `user ${user.key}, item ${batch.itemKeys[event]!}, at ${at}`;
      const identity = JSON.stringify([batch.itemKeys[event], batch.behaviors[event], at]);
      if (seen.has(identity)) report('an event is stored once', place);
      seen.add(identity);
      if (!Number.isSafeInteger(at) || at < 0) report('times are whole milliseconds, 0 when unknown', place);
      if (!(Number.isFinite(weight) && weight > 0))
        report('weights are finite and above zero', `${place}, weight ${weight}`);
      if (batch.itemKeys[event] === '' || batch.behaviors[event] === '')
        report('keys and behaviors are not empty', place);
    }
  }
}

/** Tells of the first key that does not follow the one before it. */
function ascendingKeys(what: string, report: Report): (key: string) => void {
  let previous: string | undefined;
  return (key) => {
    if (key === '') report('keys and behaviors are not empty', what);
    if (previous !== undefined && compareKeys(previous, key) >= 0)
      report(`${what} ascend by key`, `${previous} before ${key}`);
    previous = key;
  };
}
