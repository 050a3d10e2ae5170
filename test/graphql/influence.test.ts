import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createInfluence } from '../../src/influence/create-influence.js';
import type { Influence } from '../../src/influence/influence.js';
import type { Snapshot } from '../../src/snapshot/snapshot.js';
import type { TinyInteraction } from '../fixtures/tiny-snapshot.js';
import { startTestServer, type TestServer } from './test-server.js';

/** Forty users who each share items with their neighbors in the ring. */
const interactions: TinyInteraction[] = Array.from({ length: 40 }, (_, user) =>
  [0, 1, 2, 5, 9].map((step) => ({
    userKey: `u${user}`,
    itemKey: `i${(user + step) % 40}`,
    behavior: 'view',
    at: step,
  })),
).flat();

let server: TestServer;
let snapshot: Snapshot;
let influence: Influence;
beforeAll(async () => {
  server = await startTestServer({ interactions });
  await server.publish();
  snapshot = await server.snapshots.openCurrent();
  influence = await createInfluence(snapshot);
});
afterAll(() => server.close());

interface EdgeInfluence {
  readonly item: { readonly key: string };
  readonly interactions: readonly {
    readonly behavior: string;
    readonly at: number | null;
    readonly item: { key: string };
  }[];
  readonly influence: number;
  readonly scoreWithout: number;
  readonly rankWithout: number | null;
}

const EDGE = 'item { key } interactions { behavior at item { key } } influence scoreWithout rankWithout';

interface Explained {
  readonly user: {
    readonly recommendations: {
      readonly edges: readonly {
        readonly node: { readonly key: string };
        readonly score: number;
        readonly influences: readonly EdgeInfluence[] | null;
        readonly counterfactual: {
          readonly items: readonly { readonly key: string }[];
          readonly rankAfter: number | null;
          readonly minimal: boolean;
          readonly direction: string;
        } | null;
      }[];
    };
  };
}

describe('Influences on recommendations', () => {
  it('are those of the snapshot for every item of the page, with ranks under the filter of the page', async () => {
    const filter = { excludeItems: ['i30', 'i31'] };
    const { data, errors } = await server.query<Explained>(
      `query ($filter: RecommendationFilter) {
        user(key: "u3") { recommendations(first: 8, filter: $filter) { edges { node { key } score influences(first: 10) { ${EDGE} } } } }
      }`,
      { filter },
    );
    expect(errors).toBeUndefined();
    const edges = data!.user.recommendations.edges;
    expect(edges).toHaveLength(8);
    const items = edges.map(({ node }) => snapshot.items.indexOf(node.key)!);
    const answer = influence.influences({ user: { key: 'u3', revision: 1 }, items, ranks: { filter } })!;
    for (const [place, edge] of edges.entries()) {
      expect(edge.influences).toHaveLength(5);
      for (const given of edge.influences!) {
        const row = answer.interactions.findIndex(({ item }) => snapshot.items.keyAt(item) === given.item.key);
        expect(given.influence).toBe(answer.influences[row * items.length + place]);
        expect(given.scoreWithout).toBe(answer.scoresWithout[row * items.length + place]);
        expect(given.rankWithout).toBe(answer.ranksWithout![row]![place]);
        expect(given.interactions).toHaveLength(1);
        expect(given.interactions[0]).toMatchObject({ behavior: 'view', item: given.item });
        expect(given.influence).toBeCloseTo(edge.score - given.scoreWithout, 5);
      }
      const sizes = edge.influences!.map((given) => Math.abs(given.influence));
      expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    }
  });

  it('come in the order asked for', async () => {
    const { data } = await server.query<{ user: { influence: Record<string, EdgeInfluence[]> } }>(
      `{ user(key: "u3") { influence(itemKey: "i20") {
        absolute: influences(first: 100) { influence }
        two: influences(first: 2) { influence }
        positive: influences(first: 100, orderBy: POSITIVE) { influence }
        negative: influences(first: 100, orderBy: NEGATIVE) { influence }
      } } }`,
    );
    const of = (name: string): number[] => data!.user.influence[name]!.map((edge) => edge.influence);
    const all = of('absolute');
    expect(all).toHaveLength(5);
    expect(of('two')).toEqual(all.slice(0, 2));
    expect(of('positive')).toEqual(all.filter((value) => value > 0).sort((a, b) => b - a));
    expect(of('negative')).toEqual(all.filter((value) => value < 0).sort((a, b) => a - b));
  });

  it('are told of newer interactions in the fold-in view, and of nobody whose source is POPULAR', async () => {
    const event = { userKey: 'newcomer', itemKey: 'i7', behavior: 'view', at: 9, weight: 1 };
    const stranger = { ...event, userKey: 'stranger', itemKey: 'unknown' };
    await server.observed.store.upsertInteractions([event, stranger]);
    const query = `query ($key: String!) { user(key: $key) {
      influence(itemKey: "i8") { source score rank item { key } influences { ${EDGE} } }
      recommendations(first: 1) { edges { source influences { influence } counterfactual { minimal } } }
    } }`;
    const { data } = await server.query<{ user: Record<string, unknown> }>(query, { key: 'newcomer' });
    const meanUser = expect.closeTo(scoreOfMeanUser(snapshot, 'i8'), 6);
    expect(data!.user).toMatchObject({
      influence: {
        source: 'FOLD_IN',
        item: { key: 'i8' },
        rank: expect.any(Number),
        influences: [{ item: { key: 'i7' }, interactions: [{ at: 9 }], scoreWithout: meanUser, rankWithout: null }],
      },
      recommendations: { edges: [{ source: 'FOLD_IN' }] },
    });
    const nobody = await server.query(query, { key: 'stranger' });
    expect(nobody.errors).toBeUndefined();
    expect(nobody.data).toEqual({
      user: {
        influence: null,
        recommendations: { edges: [{ source: 'POPULAR', influences: null, counterfactual: null }] },
      },
    });
  });

  it.each([
    ['ITEM_NOT_FOUND', '{ user(key: "u3") { influence(itemKey: "nothing") { score } } }'],
    ['BAD_PAGE_SIZE', '{ user(key: "u3") { influence(itemKey: "i20") { influences(first: 101) { influence } } } }'],
    [
      'BAD_PAGE_SIZE',
      '{ user(key: "u3") { recommendations(first: 1) { edges { counterfactual(maxSize: 0) { minimal } } } } }',
    ],
    ['QUERY_TOO_LARGE', '{ users { nodes { recommendations { edges { counterfactual { minimal } } } } } }'],
  ])('refuse with %s: %s', async (code, query) => {
    const { errors } = await server.query(query);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual([code]);
  });
});

describe('A counterfactual', () => {
  it('names interactions without which the item is not among the first twenty', async () => {
    const { data, errors } = await server.query<Explained>(
      '{ user(key: "u3") { recommendations { edges { node { key } counterfactual { items { key } rankAfter minimal direction } } } } }',
    );
    expect(errors).toBeUndefined();
    const found = data!.user.recommendations.edges.filter(({ counterfactual }) => counterfactual !== null);
    expect(found.length).toBeGreaterThan(5);
    for (const { node, counterfactual } of found) {
      const item = snapshot.items.indexOf(node.key)!;
      const removed = counterfactual!.items.map(({ key }) => ({ item: snapshot.items.indexOf(key)! }));
      const without = influence.without({ user: { key: 'u3', revision: 1 }, items: [item], removed, ranks: {} })!;
      expect(counterfactual).toMatchObject({ direction: 'REMOVE', rankAfter: without.ranksWithout![0] });
      expect(without.ranksWithout![0] ?? Infinity).toBeGreaterThan(20);
    }
  });

  it('of any item names what the user would have to add for it to come among them', async () => {
    const request = { user: { key: 'u3', revision: 1 }, ranks: {} };
    const all = Array.from(snapshot.items.keys, (_, item) => item);
    const { ranks } = influence.influences({ ...request, items: all })!;
    const outside = all.filter((item) => (ranks![item] ?? 0) > 20);
    const query = `query ($key: String!) { user(key: "u3") { influence(itemKey: $key) {
      rank counterfactual(maxSize: 3) { items { key } rankAfter direction }
    } } }`;
    let found = 0;
    for (const item of outside) {
      const { data, errors } = await server.query<{ user: { influence: Record<string, unknown> } }>(query, {
        key: snapshot.items.keyAt(item),
      });
      expect(errors).toBeUndefined();
      const { counterfactual } = data!.user.influence;
      const expected = influence.counterfactual({ ...request, item, maxSize: 3, direction: 'ADD' });
      expect(counterfactual === null).toBe(expected === undefined);
      if (expected === undefined) continue;
      found++;
      expect(counterfactual).toEqual({
        items: expected.items.map((added) => ({ key: snapshot.items.keyAt(added) })),
        rankAfter: expected.rankAfter,
        direction: 'ADD',
      });
    }
    expect(found).toBeGreaterThan(3);
  });
});

/** That of whoever has nothing, and was not trained: of her embedding the mean user's own part is left, x̄0 / (L + 1). */
function scoreOfMeanUser({ components, items, interactions: { rows: users } }: Snapshot, itemKey: string): number {
  const dot = components.find(({ kind }) => kind === 'dot')!;
  const [layers, dimensions] = [Number(dot.parameters['layers']), Number(dot.parameters['dimensions'])];
  const [x0, table] = [dot.arrays['x0']!.array, dot.arrays['items']!.array] as [Float32Array, Float32Array];
  const item = items.indexOf(itemKey)!;
  let score = 0;
  for (let d = 0; d < dimensions; d++) {
    let sum = 0;
    for (let user = 0; user < users; user++) sum += x0[user * dimensions + d]!;
    score += (sum / users / (layers + 1)) * table[item * dimensions + d]!;
  }
  return score;
}
