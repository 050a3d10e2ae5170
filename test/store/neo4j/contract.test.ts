import { afterAll, beforeAll } from '@jest/globals';
import type { Driver } from 'neo4j-driver';
import { describeInteractionStore } from '../../contracts/interaction-store.js';
import { describeOnNeo4j, driverFor, emptyNeo4j, NEO4J_START_MS, neo4jOfWorker } from '../../fixtures/neo4j-server.js';
import { openOn } from './open-on.js';

describeOnNeo4j('a real Neo4j', () => {
  let driver: Driver;
  beforeAll(async () => {
    const server = await neo4jOfWorker();
    await emptyNeo4j(server);
    driver = driverFor(server);
  }, NEO4J_START_MS);
  afterAll(() => driver.close());

  describeInteractionStore('Neo4j', async () => {
    // Data only: constraints take long to make, and each test would make the same ones.
    await driver.executeQuery('MATCH (n) DETACH DELETE n');
    const store = await openOn(await neo4jOfWorker());
    return { store, dispose: () => store.close() };
  });
});
