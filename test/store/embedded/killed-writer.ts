import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { Random } from '../../../src/core/random.js';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import { byIdentity, everything } from '../../contracts/interaction-store/sample.js';
import { openAt } from './open-at.js';
import { kill, startStoreProcess } from './store-process.js';
import { batch } from './written-batches.js';

/**
 * Starts a process that writes and kills it (SIGKILL) at a random moment after its first acknowledged batch. What was
 * acknowledged must be there, whole and once; returns the number of batches, from which the next round goes on.
 */
export async function killWriterOnce(path: string, written: number, random: Random): Promise<number> {
  const writer = startStoreProcess('endless-writer.ts', path, String(written));
  await writer.nextLine();
  await delay(random.below(120));
  await kill(writer);
  const acknowledged = Number(writer.lines.at(-1)) + 1;

  const store = await openAt(path);
  const held = await wholeBatchesIn(store);
  await store.close();
  // The last one may have been committed without time left to say so.
  expect([acknowledged, acknowledged + 1]).toContain(held);
  return held;
}

/** Checks that the store holds the first batches and nothing else, and returns how many. */
async function wholeBatchesIn(store: InteractionStore): Promise<number> {
  const [counter] = await store.usersByKey(['counter']);
  const count = counter?.revision ?? 0;
  const expected = byIdentity(Array.from({ length: count }, (_, number) => batch(number)).flat());
  const found = await everything(store);
  expect(byIdentity(found)).toEqual(expected);
  expect(found).toHaveLength(expected.size);
  return count;
}
