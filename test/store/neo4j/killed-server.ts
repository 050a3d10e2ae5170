import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { isEdgewiseError } from '../../../src/core/errors.js';
import type { Random } from '../../../src/core/random.js';
import type { InteractionRecord, InteractionStore } from '../../../src/store/interaction-store.js';
import { byIdentity, event, everything } from '../../contracts/interaction-store/sample.js';
import type { RunningNeo4j } from '../../fixtures/neo4j-server.js';

const USERS = 40;
const BATCHES = 60;

export interface KillOutcome {
  /** Batches that were acknowledged before the server was back. */
  readonly acknowledged: number;
  /** Whether the export that was under way came to its end, or said that the store is away. */
  readonly exportWas: 'whole' | 'unavailable';
}

/**
 * Kills the server (SIGKILL) at a random moment while one loads and one exports, and starts it again. The load must go on
 * by itself; all that was ever acknowledged must be there once, and an export at the end must find it. `whileAway` runs
 * when the server is gone.
 *
 * @param round tells the rounds on one server apart
 */
export async function killServerOnce(
  server: RunningNeo4j,
  store: InteractionStore,
  round: number,
  random: Random,
  whileAway: () => Promise<void> = () => Promise.resolve(),
): Promise<KillOutcome> {
  const before = byIdentity(await everything(store));
  let acknowledged = 0;
  const load = (async () => {
    for (let number = 0; number < BATCHES; number++) {
      await store.upsertInteractions(batch(round, number));
      acknowledged++;
    }
  })();
  load.catch(() => undefined); // looked at below
  while (acknowledged < 3) await Promise.race([load, delay(5)]);
  let isKilled = false;
  const exporting = exportUntil(() => isKilled, store, before);
  exporting.catch(() => undefined);
  await delay(random.below(100));
  isKilled = true;
  await server.kill9();
  const acknowledgedByKill = acknowledged;
  expect(acknowledgedByKill).toBeLessThan(BATCHES);
  await whileAway();
  await server.restart();
  await load;
  const exportWas = await exporting;

  const batches = Array.from({ length: BATCHES }, (_, number) => batch(round, number)).flat();
  const expected = new Map([...before, ...byIdentity(batches)]);
  const found = await everything(store);
  expect(byIdentity(found)).toEqual(expected);
  expect(found).toHaveLength(expected.size); // each once
  return { acknowledged: acknowledgedByKill, exportWas };
}

/** One change of each of some users, and a user of its own. */
function batch(round: number, number: number): InteractionRecord[] {
  const events = Array.from({ length: USERS }, (_, user) =>
    event(`u${user}`, `i${number % 20}`, { at: round * 1000 + number }),
  );
  return [...events, event(`only ${round} ${number}`, 'x')];
}

/** Exports again and again until an export was under way when the server was killed. Each holds what was there before. */
async function exportUntil(
  isKilled: () => boolean,
  store: InteractionStore,
  before: ReadonlyMap<string, number>,
): Promise<KillOutcome['exportWas']> {
  try {
    while (!isKilled()) {
      const found = byIdentity(await everything(store));
      expect([...before.keys()].filter((key) => !found.has(key))).toEqual([]);
    }
    return 'whole';
  } catch (error) {
    if (isEdgewiseError(error, 'STORE_UNAVAILABLE')) return 'unavailable';
    throw error;
  }
}
