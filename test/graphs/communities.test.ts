import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import louvainModule from 'graphology-communities-louvain';
import { UndirectedGraph } from 'graphology';
import { Random } from '../../src/core/random.js';
import { communitiesOf } from '../../src/graphs/communities.js';
import { communityOf } from '../../src/graphs/community-of.js';
import { egoGraph } from '../../src/graphs/ego-graph.js';
import { exportGraph } from '../../src/graphs/export-graph.js';
import type { CsrMatrix } from '../../src/linalg/csr.js';
import type { SnapshotContents } from '../../src/snapshot/contents.js';
import { tinyContents, tinySnapshot } from '../fixtures/tiny-snapshot.js';
import { oddContents } from '../influence/random-interactions.js';

const louvain = louvainModule as unknown as typeof louvainModule.default;
const SEED = 7;

/** Two groups that share nothing but one pair, the second larger; nobody has the pen. */
const contents = tinyContents(
  [
    ...['ann', 'ben'].flatMap((userKey) => ['fig', 'jam'].map((itemKey) => ({ userKey, itemKey, weight: 2 }))),
    ...['tom', 'uma', 'vic'].flatMap((userKey) => ['kite', 'lamp', 'mug'].map((itemKey) => ({ userKey, itemKey }))),
    { userKey: 'ben', itemKey: 'kite', weight: 0.125 },
  ],
  { items: [{ key: 'pen' }], weighting: { mode: 'sum', behaviorWeights: {} } },
);

function withCommunities(of: SnapshotContents): SnapshotContents {
  const communities = communitiesOf(of.dataset.interactions, Random.fromSeed(SEED));
  return { ...of, components: [...of.components, communities] };
}

const arraysOf = (interactions: CsrMatrix, seed = SEED) => {
  const { arrays, parameters } = communitiesOf(interactions, Random.fromSeed(seed));
  return { users: Array.from(arrays.users!.array), items: Array.from(arrays.items!.array), parameters };
};

describe('communities', () => {
  it('are the groups that share items, the largest first, and none for what nobody has', () => {
    const { users, items, parameters } = arraysOf(contents.dataset.interactions);
    expect(users).toEqual([1, 1, 0, 0, 0]);
    expect(items).toEqual([1, 1, 0, 0, 0, -1]); // fig jam kite lamp mug pen
    expect(parameters.count).toBe(2);
    // Weights: 8 and 9 within, ⅛ between; m = 17⅛, degrees of the two are 16⅛ and 18⅛.
    expect(parameters.modularity).toBeCloseTo(17 / 17.125 - (16.125 / 34.25) ** 2 - (18.125 / 34.25) ** 2, 10);
  });

  it('are those that the library finds in a graph of its own, on graphs of odd shapes', () => {
    fc.assert(
      fc.property(oddContents, ({ dataset: { interactions } }) => {
        const { users, items, parameters } = arraysOf(interactions);
        const { rows, columns, indptr, indices, values } = interactions;
        const graph = new UndirectedGraph<object, { weight: number }>();
        for (let node = 0; node < rows + columns; node++) graph.addNode(String(node));
        for (let user = 0; user < rows; user++) {
          for (let entry = indptr[user]!; entry < indptr[user + 1]!; entry++)
            graph.addUndirectedEdge(user, rows + indices[entry]!, { weight: values?.[entry] ?? 1 });
        }
        const random = Random.fromSeed(SEED);
        const expected = louvain.detailed(graph, { rng: () => random.float() });
        expect(parameters.modularity).toBeCloseTo(expected.modularity, 12);
        const own = [...users, ...items];
        for (let a = 0; a < own.length; a++) {
          if (graph.degree(a) === 0) expect(own[a]).toBe(-1);
          for (let b = 0; b < a; b++) {
            if (own[a] === -1 || own[b] === -1) continue;
            expect(own[a] === own[b]).toBe(expected.communities[a] === expected.communities[b]);
          }
        }
        expect(new Set(own.filter((community) => community >= 0)).size).toBe(parameters.count);
      }),
      { numRuns: 60 },
    );
  });

  it('are the same for the same interactions and seed', () => {
    expect(arraysOf(contents.dataset.interactions)).toEqual(arraysOf(contents.dataset.interactions));
  });

  it('are there for nobody where there are no interactions', () => {
    const none = { rows: 2, columns: 1, indptr: new Int32Array(3), indices: new Int32Array(0), values: null };
    expect(arraysOf(none)).toEqual({ users: [-1, -1], items: [-1], parameters: { count: 0, modularity: 0 } });
  });
});

describe('communities in a snapshot', () => {
  it('are told of users and items, and undefined for who has none or where there are none', () => {
    const snapshot = tinySnapshot(withCommunities(contents));
    expect(communityOf(snapshot, 'users', 4)).toBe(0);
    expect(communityOf(snapshot, 'items', 0)).toBe(1);
    expect(communityOf(snapshot, 'items', 5)).toBeUndefined();
    expect(communityOf(tinySnapshot(contents), 'users', 4)).toBeUndefined();
  });

  it('are attributes of nodes in graphs and their exports', () => {
    const graph = egoGraph(tinySnapshot(withCommunities(contents)), { user: 0 }, { radius: 2, nodes: 10 });
    expect(graph.getNodeAttribute('user:ann', 'community')).toBe(1);
    expect(graph.getNodeAttribute('item:jam', 'community')).toBe(1);
    expect(exportGraph(graph, 'json')).toContain('"community":1');
    expect(exportGraph(graph, 'gexf')).toContain('title="community"');
    const without = egoGraph(tinySnapshot(contents), { user: 0 }, { radius: 1, nodes: 10 });
    expect(without.getNodeAttributes('user:ann')).not.toHaveProperty('community');
  });
});
