import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { EmbeddingTarget } from '../../../src/store/embedding-target.js';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import { event } from '../../contracts/interaction-store/sample.js';
import { describeOnNeo4j, emptyNeo4j, NEO4J_START_MS, neo4jOfWorker, withDriver } from '../../fixtures/neo4j-server.js';
import { openOn } from './open-on.js';

const FENCE = { name: 'refresh', token: 'mine' };

describeOnNeo4j('embeddings in a Neo4j', () => {
  let store: InteractionStore;
  let target: EmbeddingTarget;
  beforeAll(async () => {
    const server = await neo4jOfWorker();
    await emptyNeo4j(server);
    store = await openOn(server);
    target = store.embeddings!;
  }, NEO4J_START_MS);
  afterAll(() => store.close());
  beforeEach(async () => {
    await query('MATCH (n) DETACH DELETE n');
    await store.takeLease({ ...FENCE, holder: 'a test', milliseconds: 60_000 });
    await store.upsertInteractions([event('ada', 'x'), event('bo', 'y'), event('cy', 'z')]);
  });

  const query = async (text: string, parameters = {}): Promise<unknown[][]> =>
    withDriver(await neo4jOfWorker(), async (driver) => {
      const { records } = await driver.executeQuery(text, parameters);
      return records.map((record) => record.keys.map((key) => record.get(key) as unknown));
    });

  it('are found by db.index.vector.queryNodes, nearest by cosine first', async () => {
    await target.prepare(2);
    const vectors = Float32Array.from([1, 0, 5, 5, -3, 0.25]);
    expect(await target.write({ side: 'items', version: 'v1', keys: ['x', 'y', 'z'], vectors }, FENCE)).toBe(3);
    await target.settled();
    const near = await query(
      `MATCH (i:Item {key: 'x'}) CALL db.index.vector.queryNodes('edgewise_item_embedding', 3, i.embedding)
       YIELD node, score RETURN node.key, score`,
    );
    expect(near.map(([key]) => key)).toEqual(['x', 'y', 'z']);
    expect(near[1]![1]).toBeCloseTo((1 + Math.SQRT1_2) / 2, 2); // the index keeps vectors in 8 bits
  });

  it('tell which nodes have them, leave unknown keys alone and lose to those of a newer version', async () => {
    await target.prepare(2);
    const one = (keys: readonly string[], version: string): Promise<number> =>
      target.write({ side: 'users', version, keys, vectors: new Float32Array(2 * keys.length).fill(1) }, FENCE);
    expect(await one(['ada', 'bo', 'nobody'], 'v1')).toBe(2);
    expect([...(await target.keysOf('users', 'v1'))].sort()).toEqual(['ada', 'bo']);
    expect(await one(['bo'], 'v2')).toBe(1);
    expect(await target.keysOf('users', 'v1')).toEqual(['ada']);
    expect(await target.removeOthers('users', 'v2', FENCE)).toBe(1);
    expect(await target.removeOthers('users', 'v2', FENCE)).toBe(0);
    expect(await query('MATCH (u:User) WHERE u.embedding IS NOT NULL RETURN u.key')).toEqual([['bo']]);
  });

  it('are no attributes of items, and survive an import of the item', async () => {
    await target.prepare(2);
    await target.write({ side: 'items', version: 'v1', keys: ['x'], vectors: Float32Array.from([1, 2]) }, FENCE);
    await store.upsertItems([{ key: 'x', title: 'X', attributes: { year: 2001 } }]);
    expect(await store.itemsByKey(['x'])).toEqual([{ key: 'x', title: 'X', attributes: { year: 2001 } }]);
    expect(await target.keysOf('items', 'v1')).toEqual(['x']);
  });

  it('get an index of another width when the model has one', async () => {
    await target.prepare(2);
    await target.prepare(2);
    await target.prepare(3);
    await target.settled();
    const widths = await query(
      "SHOW VECTOR INDEXES YIELD name, options RETURN name, toInteger(options.indexConfig['vector.dimensions']) ORDER BY name",
    );
    expect(widths.map(([name, width]) => [name, Number(width)])).toEqual([
      ['edgewise_item_embedding', 3],
      ['edgewise_user_embedding', 3],
    ]);
  });

  it('are written by the holder of the lease alone', async () => {
    await target.prepare(2);
    const rows = { side: 'users' as const, version: 'v1', keys: ['ada'], vectors: new Float32Array(2).fill(1) };
    await expect(target.write(rows, { ...FENCE, token: 'not mine' })).rejects.toMatchObject({ code: 'LEASE_LOST' });
    expect(await target.keysOf('users', 'v1')).toEqual([]);
  });
});
