import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { describeOnNeo4j, emptyNeo4j, NEO4J_START_MS, neo4jOfWorker, withDriver } from '../../fixtures/neo4j-server.js';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import { openOn } from './open-on.js';

describeOnNeo4j('the schema of a Neo4j, as store check sees it', () => {
  let store: InteractionStore;
  beforeAll(async () => {
    await emptyNeo4j(await neo4jOfWorker());
    store = await openOn(await neo4jOfWorker()); // makes the constraints
  }, NEO4J_START_MS);
  beforeEach(async () => {
    await emptyNeo4j(await neo4jOfWorker());
    await store.ensureSchema();
  });
  afterAll(() => store.close());

  const run = async (text: string): Promise<void> => {
    await withDriver(await neo4jOfWorker(), (driver) => driver.executeQuery(text));
  };
  const findings = async () => {
    for await (const found of store.check(5)) return found;
    return undefined;
  };

  it('is whole as the store makes it', async () => {
    expect(await findings()).toEqual([]);
  });

  it('lacks what was dropped, also where something else has its name', async () => {
    await run('DROP CONSTRAINT user_key_unique');
    await run('CREATE CONSTRAINT user_key_unique FOR (u:User) REQUIRE u.name IS UNIQUE');
    await run('DROP CONSTRAINT item_key_unique');
    await run('CREATE INDEX items FOR (i:Item) ON (i.key)');
    await run('CALL db.awaitIndexes(60)');
    expect(await findings()).toEqual([
      { rule: 'constraint-missing', total: 2, examples: ['User.key', 'Item.key'] },
      { rule: 'index-missing', total: 1, examples: ['User.key'] },
    ]);
  });

  it('lacks nothing where a constraint on the key has another name, and something where it spans more', async () => {
    await run('DROP CONSTRAINT user_key_unique');
    await run('CREATE CONSTRAINT people FOR (u:User) REQUIRE u.key IS UNIQUE');
    expect(await findings()).toEqual([]);
    await run('DROP CONSTRAINT people');
    await run('CREATE CONSTRAINT people FOR (u:User) REQUIRE (u.key, u.tenant) IS UNIQUE');
    expect((await findings())!.map(({ rule, examples }) => [rule, examples])).toEqual([
      ['constraint-missing', ['User.key']],
      ['index-missing', ['User.key']],
    ]);
  });
});
