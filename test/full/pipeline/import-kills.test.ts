import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { Random } from '../../../src/core/random.js';
import { runContext } from '../../../src/core/run-context.js';
import { importInteractions } from '../../../src/pipeline/import.js';
import { fileIn } from '../../dataset/formats/rows-of.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { importInChild } from '../../pipeline/import/import-in-child.js';
import { sourceFingerprint, storeFingerprint } from '../../pipeline/import/imported.js';
import { openAt } from '../../store/embedded/open-at.js';

const makeDirectory = temporaryDirectories();
const KILLS = 25;
const EVENTS = 50_000;

it(`an import that is killed ${KILLS} times at any moment loses and doubles nothing`, async () => {
  const directory = await makeDirectory();
  const storePath = join(directory, 'store');
  const lines = Array.from({ length: EVENTS }, (_, n) => `u${n % 4999},i${n % 997},${1_500_000_000 + n}`);
  const path = await fileIn(directory, 'events.csv', `user,item,at\n${lines.join('\n')}\n`);
  const source = { format: 'csv', path } as const;
  const random = Random.fromSeed(11);
  let held = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const child = importInChild(storePath, path);
    const exited = once(child, 'exit');
    await Promise.race([once(child.stdout, 'data'), exited]);
    await delay(random.below(200));
    child.kill('SIGKILL');
    await exited;
    const store = await openAt(storePath);
    const { interactions } = await store.stats();
    expect(interactions).toBeGreaterThanOrEqual(held);
    held = interactions;
    await store.close();
  }
  const store = await openAt(storePath);
  await importInteractions({ store, source }, runContext());
  expect((await store.stats()).interactions).toBe(EVENTS);
  expect(await storeFingerprint(store)).toBe(await sourceFingerprint(source));
  await store.close();
});
