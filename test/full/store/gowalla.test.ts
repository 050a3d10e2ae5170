import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Random } from '../../../src/core/random.js';
import type { InteractionRecord, InteractionStore, UpsertSummary } from '../../../src/store/interaction-store.js';
import { byIdentity, event, everything } from '../../contracts/interaction-store/sample.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { openAt } from '../../store/embedded/open-at.js';

const makeDirectory = temporaryDirectories();
const DATA = new URL('../../../../shared/data/gowalla/train.txt', import.meta.url);
const BATCH = 10_000;

const withData = existsSync(DATA) ? describe : describe.skip;

withData(`810,128 interactions of gowalla${existsSync(DATA) ? '' : ' (skipped: ../shared/data is not there)'}`, () => {
  it('go in once, whatever their order and however often they come, and come out as they are', async () => {
    const interactions = readFileSync(DATA, 'utf8').split('\n').flatMap(interactionsOfLine);
    const store = await openAt(await makeDirectory());
    const half = interactions.length >> 1;
    expect(await upsertAll(store, interactions.slice(0, half))).toEqual({ created: half, updated: 0, unchanged: 0 });

    Random.fromSeed(1).shuffle(interactions);
    expect(await upsertAll(store, interactions)).toEqual({
      created: interactions.length - half,
      updated: 0,
      unchanged: half,
    });
    expect(await store.stats()).toMatchObject({ users: 29_858, items: 40_981, interactions: 810_128 });
    expect(byIdentity(await everything(store))).toEqual(byIdentity(interactions));
    await store.close();
  });
});

function interactionsOfLine(line: string): InteractionRecord[] {
  const [userKey, ...itemKeys] = line.trim().split(' ');
  return userKey === undefined ? [] : itemKeys.map((itemKey) => event(userKey, itemKey));
}

async function upsertAll(store: InteractionStore, interactions: readonly InteractionRecord[]): Promise<UpsertSummary> {
  let total: UpsertSummary = { created: 0, updated: 0, unchanged: 0 };
  for (let start = 0; start < interactions.length; start += BATCH) {
    const { created, updated, unchanged } = await store.upsertInteractions(interactions.slice(start, start + BATCH));
    total = {
      created: total.created + created,
      updated: total.updated + updated,
      unchanged: total.unchanged + unchanged,
    };
  }
  return total;
}
