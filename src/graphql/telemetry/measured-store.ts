import { isEdgewiseError } from '../../core/errors.js';
import type { InteractionStore } from '../../store/interaction-store.js';
import type { MetricTable } from './metric-table.js';

/** Reads that a request waits for, and writes; streams of an export are not the server's. */
const MEASURED: ReadonlySet<string | symbol> = new Set<keyof InteractionStore>([
  'usersByKey',
  'itemsByKey',
  'listUsers',
  'listItems',
  'interactionsOf',
  'coUsers',
  'coItems',
  'upsertInteractions',
  'eraseUser',
]);

/** The same store; how long its calls take, how many run and whether the last was answered goes to the metrics. */
export function measuredStore(store: InteractionStore, table: MetricTable): InteractionStore {
  return new Proxy(store, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      const method = value.bind(target) as (...given: unknown[]) => unknown;
      if (!MEASURED.has(name)) return method;
      return (...given: unknown[]) => measured(name as string, () => method(...given) as Promise<unknown>, table);
    },
  });
}

async function measured<Result>(call: string, run: () => Promise<Result>, table: MetricTable): Promise<Result> {
  const finished = table.storeSeconds.startTimer({ call });
  table.storeInFlight.inc();
  try {
    const result = await run();
    table.storeUp.set(1);
    return result;
  } catch (error) {
    table.storeFailures.inc({ call });
    if (isAway(error)) table.storeUp.set(0);
    throw error;
  } finally {
    table.storeInFlight.dec();
    finished();
  }
}

/** A call that the store refuses because of what it asks is an answer too. */
function isAway(error: unknown): boolean {
  return !isEdgewiseError(error) || error.code.startsWith('STORE_');
}
