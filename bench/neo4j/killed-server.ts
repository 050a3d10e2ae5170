import { setTimeout as delay } from 'node:timers/promises';
import { Random } from '../../src/core/random.js';
import type { InteractionRecord, InteractionStore } from '../../src/store/interaction-store.js';
import type { BenchRun, Section } from '../harness/bench.js';
import { withServer, withStoreOf } from './server.js';

const TRIALS = 10;
const BATCH = 200;
/** Batches written before the server may be killed. */
const FLOWING = 5;
const LOST = 'acknowledged interactions lost in 10 kill -9 of the server';

/** A writer goes on while the server is killed and started again; what it was told is written must be there. */
export const killedServerSection: Section = {
  name: 'killed-server',
  needs: [],
  bars: [{ name: LOST, limit: 0, unit: '', passes: 'within' }],
  async measure(run) {
    return withServer(run, async (server) => {
      const random = Random.stream(9, 'killed server');
      const acknowledged = new Set<string>();
      for (let trial = 0; trial < TRIALS; trial++) {
        run.signal.throwIfAborted();
        run.say(`killed-server: ${trial + 1} of ${TRIALS} …`);
        await withStoreOf(server, async (store) => {
          const writer = startWriter(store, trial, acknowledged, run);
          await writer.flows;
          await delay(random.below(1500));
          await server.kill9();
          await server.restart();
          await writer.stop();
        });
      }
      const { kept, doubled } = await withStoreOf(server, readBack);
      const lost = [...acknowledged].filter((pair) => !kept.has(pair)).length;
      if (doubled > 0) throw new Error(`${doubled} interactions are there twice`);
      return {
        values: { [LOST]: lost },
        note: `${acknowledged.size} acknowledged in batches of ${BATCH}; none is there twice`,
      };
    });
  },
};

interface Writer {
  /** Resolves once some batches were acknowledged. */
  readonly flows: Promise<void>;
  /** Resolves when the batch on its way is written, by another attempt once the server is back. */
  stop(): Promise<void>;
}

function startWriter(store: InteractionStore, trial: number, acknowledged: Set<string>, { signal }: BenchRun): Writer {
  const stopping = new AbortController();
  const stopped = AbortSignal.any([stopping.signal, signal]);
  const write = async (batch: number): Promise<void> => {
    const records = Array.from({ length: BATCH }, (_, place) => recordOf(trial, batch, place));
    await store.upsertInteractions(records);
    for (const { userKey, itemKey } of records) acknowledged.add(pairOf(userKey, itemKey));
  };
  const writeFrom = async (first: number, end: number): Promise<void> => {
    for (let batch = first; batch < end && !stopped.aborted; batch++) await write(batch);
  };
  const flows = writeFrom(0, FLOWING);
  const writing = flows.then(() => writeFrom(FLOWING, Infinity));
  writing.catch(() => undefined); // reported by stop
  return {
    flows,
    stop: () => {
      stopping.abort();
      return writing;
    },
  };
}

function recordOf(trial: number, batch: number, place: number): InteractionRecord {
  const userKey = `user-${trial}-${batch}-${place % 20}`;
  return { userKey, itemKey: `item-${Math.floor(place / 20) + 10 * (batch % 50)}`, behavior: 'view', at: 0, weight: 1 };
}

async function readBack(store: InteractionStore): Promise<{ kept: Set<string>; doubled: number }> {
  const kept = new Set<string>();
  let count = 0;
  for await (const { users, offsets, itemKeys } of store.exportInteractions()) {
    users.forEach(({ key }, user) => {
      for (let event = offsets[user]!; event < offsets[user + 1]!; event++) kept.add(pairOf(key, itemKeys[event]!));
    });
    count += itemKeys.length;
  }
  return { kept, doubled: count - kept.size };
}

function pairOf(userKey: string, itemKey: string): string {
  return `${userKey} ${itemKey}`;
}
