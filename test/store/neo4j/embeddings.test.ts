import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { EmbeddedSide, EmbeddingTarget, HeldVector } from '../../../src/store/embedding-target.js';
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

  const held = async (side: EmbeddedSide): Promise<HeldVector[]> => {
    const all: HeldVector[] = [];
    for await (const some of target.held(side)) all.push(...some);
    return all.sort(([a], [b]) => (a < b ? -1 : 1));
  };
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

  it('come back as they were written, of the nodes that are there, until they are taken away', async () => {
    await target.prepare(2);
    const write = (keys: readonly string[], version: string, ...vectors: number[]): Promise<number> =>
      target.write({ side: 'users', version, keys, vectors: Float32Array.from(vectors) }, FENCE);
    expect(await write(['ada', 'bo', 'nobody'], 'v1', 1, 2, 0.1, -3, 5, 5)).toBe(2);
    expect(await held('users')).toEqual([
      ['ada', [1, 2]],
      ['bo', [Math.fround(0.1), -3]],
    ]);
    expect(await write(['bo'], 'v2', 7, 8)).toBe(1);
    expect(await query('MATCH (u:User) RETURN u.key, u.embeddingVersion ORDER BY u.key')).toEqual([
      ['ada', 'v1'],
      ['bo', 'v2'],
      ['cy', null],
    ]);
    expect(await target.remove('users', ['ada', 'nobody'], FENCE)).toBe(1);
    expect(await held('users')).toEqual([['bo', [7, 8]]]);
    expect(await held('items')).toEqual([]);
  });

  it('say which snapshot they are of', async () => {
    await target.describe('v1', 0.5, FENCE);
    await target.describe('v2', 0.25, FENCE);
    expect(await query('MATCH (e:EdgewiseEmbeddings) RETURN e.version, e.tolerance')).toEqual([['v2', 0.25]]);
  });

  it('are no attributes of items, and survive an import of the item', async () => {
    await target.prepare(2);
    await target.write({ side: 'items', version: 'v1', keys: ['x'], vectors: Float32Array.from([1, 2]) }, FENCE);
    await store.upsertItems([{ key: 'x', title: 'X', attributes: { year: 2001 } }]);
    expect(await store.itemsByKey(['x'])).toEqual([{ key: 'x', title: 'X', attributes: { year: 2001 } }]);
    expect(await held('items')).toEqual([['x', [1, 2]]]);
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
    await expect(target.remove('users', ['ada'], { ...FENCE, token: 'not mine' })).rejects.toMatchObject({
      code: 'LEASE_LOST',
    });
    expect(await held('users')).toEqual([]);
  });
});
