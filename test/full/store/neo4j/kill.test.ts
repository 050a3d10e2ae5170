import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Random } from '../../../../src/core/random.js';
import type { InteractionStore } from '../../../../src/store/interaction-store.js';
import { describeOnNeo4j, startNeo4jForTests, type RunningNeo4j } from '../../../fixtures/neo4j-server.js';
import { temporaryDirectories } from '../../../fixtures/temporary-directory.js';
import { killWhileServing } from '../../../store/neo4j/killed-while-serving.js';
import { openOn } from '../../../store/neo4j/open-on.js';

const KILLS = 10;
/** Each starts a server anew, under a load, an export and clients: a minute on a busy machine. */
const KILLS_MS = 1_800_000;
const makeDirectory = temporaryDirectories();

describeOnNeo4j(`a server that is killed with -9 ${KILLS} times while it is loaded, exported and served from`, () => {
  let neo4j: RunningNeo4j;
  let loading: InteractionStore;
  let serving: InteractionStore;
  beforeAll(async () => {
    neo4j = await startNeo4jForTests();
    loading = await openOn(neo4j, { retrySeconds: 120 });
    serving = await openOn(neo4j, { servesRequests: true });
  });
  afterAll(async () => {
    await loading.close();
    await serving.close();
    await neo4j.stop();
  });

  it(
    'loses and doubles nothing that was acknowledged; load and answers go on each time',
    async () => {
      const stores = { neo4j, loading, serving };
      const outcomes = await killWhileServing(stores, await makeDirectory(), KILLS, Random.fromSeed(10));
      expect(outcomes).toHaveLength(KILLS);
      expect(outcomes.every(({ acknowledged }) => acknowledged >= 3)).toBe(true);
    },
    KILLS_MS,
  );

  it('is away for longer than a load waits: the load says so, and is mended by running it again', async () => {
    const impatient = await openOn(neo4j, { retrySeconds: 0 });
    const events = Array.from({ length: 100 }, (_, user) => ({
      userKey: `late ${user}`,
      itemKey: 'x',
      behavior: 'view',
      at: 0,
      weight: 1,
    }));
    await neo4j.kill9();
    await expect(impatient.upsertInteractions(events)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await neo4j.restart();
    const patient = await openOn(neo4j, { retrySeconds: 120 });
    expect(await patient.upsertInteractions(events)).toEqual({ created: 100, updated: 0, unchanged: 0 });
    await impatient.close();
    await patient.close();
  });
});
