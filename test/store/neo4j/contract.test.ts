import { beforeAll } from '@jest/globals';
import { describeInteractionStore } from '../../contracts/interaction-store.js';
import { describeOnNeo4j, emptyNeo4j, NEO4J_START_MS, neo4jOfWorker, withDriver } from '../../fixtures/neo4j-server.js';
import { openOn } from './open-on.js';

describeOnNeo4j('a real Neo4j', () => {
  beforeAll(async () => emptyNeo4j(await neo4jOfWorker()), NEO4J_START_MS);

  describeInteractionStore('Neo4j', async () => {
    const server = await neo4jOfWorker();
    // Data only: constraints take long to make, and each test would make the same ones.
    await withDriver(server, (driver) => driver.executeQuery('MATCH (n) DETACH DELETE n'));
    const store = await openOn(server);
    return { store, dispose: () => store.close() };
  });
});
