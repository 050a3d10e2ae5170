import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { silentLogger } from '../../src/core/log.js';
import { runContext } from '../../src/core/run-context.js';
import { datasetFromChanges, type EarlierExport } from '../../src/dataset/changes-from-store.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import type { DatasetOptions } from '../../src/dataset/dataset-builder.js';
import { datasetFromStore } from '../../src/dataset/from-store.js';
import type { InteractionRecord } from '../../src/store/interaction-store.js';
import { openStore } from '../../src/store/open-store.js';
import { anyInteractions, eraseEveryone } from '../contracts/interaction-store/sample.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';

const temporaryDirectory = temporaryDirectories();
const run = runContext();
const ALWAYS: InteractionRecord = { userKey: 'zoe', itemKey: 'x', behavior: 'view', at: 1, weight: 1 };
/** As if clocks agreed: what the stamps say is taken at its word. */
const MARGIN = 600_000;

const OPTIONS: fc.Arbitrary<Pick<DatasetOptions, 'behaviors' | 'weighting'>> = fc.constantFrom(
  {},
  { behaviors: ['view', 'like'] },
  { weighting: { mode: 'log' as const, behaviorWeights: { like: 3, buy: 0 } } },
  { weighting: { mode: 'sum' as const, behaviorWeights: { like: 3 }, halfLife: 1000 } },
);

/** A change of the store: interactions that come, or a user who goes. */
const CHANGES = fc.array(
  fc.oneof(anyInteractions, fc.constantFrom('ada', 'bo', '\u{1F600}', '\uFFEE', '-8845298781299428018')),
  { maxLength: 5 },
);

function before(dataset: Dataset, exportedAt: number): EarlierExport {
  return { ...dataset, exportedAt, erased: new Set() };
}

describe('a dataset from what changed since an export', () => {
  it('is the dataset of a full export, whatever came, went or came again', async () => {
    const store = await openStore(`embedded:${await temporaryDirectory()}/store`, { log: silentLogger });
    await store.ensureSchema();
    await fc.assert(
      fc.asyncProperty(anyInteractions, CHANGES, OPTIONS, async (start, changes, options) => {
        await eraseEveryone(store);
        await store.upsertInteractions([ALWAYS, ...start]);
        await delay(2);
        const earlier = before(await datasetFromStore(store, options, run), Date.now() + MARGIN);
        for (const change of changes) {
          if (typeof change === 'string') await store.eraseUser(change);
          else await store.upsertInteractions(change);
        }
        const { dataset } = await datasetFromChanges(store, earlier, options, run);
        expect(dataset).toEqual(await datasetFromStore(store, options, run));
      }),
      { numRuns: 40 },
    );
    await store.close();
  });

  it('reads the interactions only of those who changed', async () => {
    const store = await openStore(`embedded:${await temporaryDirectory()}/store`, { log: silentLogger });
    await store.ensureSchema();
    const everyone = Array.from({ length: 50 }, (_, user) => ({ ...ALWAYS, userKey: `u${user}` }));
    await store.upsertInteractions(everyone);
    await delay(2);
    const earlier = before(await datasetFromStore(store, {}, run), Date.now() + MARGIN);
    await store.upsertInteractions([
      { ...ALWAYS, userKey: 'u7', itemKey: 'y' },
      { ...ALWAYS, userKey: 'new' },
    ]);
    expect(await datasetFromChanges(store, earlier, {}, run)).toMatchObject({ usersRead: 2 });
    const late = before(await datasetFromStore(store, {}, run), Date.now());
    expect(await datasetFromChanges(store, late, {}, run)).toMatchObject({ usersRead: 51 }); // within the margin
    await store.close();
  });

  it('takes nothing over from users who were erased since', async () => {
    const store = await openStore(`embedded:${await temporaryDirectory()}/store`, { log: silentLogger });
    await store.ensureSchema();
    await store.upsertInteractions([ALWAYS]);
    const dataset = await datasetFromStore(store, {}, run);
    const earlier = { ...before(dataset, Date.now() + 2 * MARGIN), erased: new Set([0]) };
    expect(await datasetFromChanges(store, earlier, {}, run)).toMatchObject({ usersRead: 1 });
    await store.close();
  });
});
