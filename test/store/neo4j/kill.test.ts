import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Random } from '../../../src/core/random.js';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import { describeOnNeo4j, NEO4J_START_MS, startNeo4jForTests, type RunningNeo4j } from '../../fixtures/neo4j-server.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { killWhileServing } from './killed-while-serving.js';
import { openOn } from './open-on.js';

const makeDirectory = temporaryDirectories();

describeOnNeo4j('a server that is killed with -9 while it is loaded, exported and served from', () => {
  let neo4j: RunningNeo4j;
  let loading: InteractionStore;
  let serving: InteractionStore;
  beforeAll(async () => {
    neo4j = await startNeo4jForTests();
    loading = await openOn(neo4j, { retrySeconds: 120 });
    serving = await openOn(neo4j, { servesRequests: true });
  }, NEO4J_START_MS);
  afterAll(async () => {
    await loading.close();
    await serving.close();
    await neo4j.stop();
  }, NEO4J_START_MS);

  it(
    'loses nothing acknowledged; the load goes on, and so do answers, which say that they are degraded',
    async () => {
      const stores = { neo4j, loading, serving };
      expect(await killWhileServing(stores, await makeDirectory(), 1, Random.fromSeed(5))).toHaveLength(1);
    },
    NEO4J_START_MS,
  );
});
