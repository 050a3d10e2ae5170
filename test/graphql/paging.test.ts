import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys } from '../../src/core/key-order.js';
import { recommendationPositions } from '../../src/graphql/paging/positions.js';
import type { TinyInteraction } from '../fixtures/tiny-snapshot.js';
import { NOW, startTestServer, type TestServer } from './test-server.js';

const USERS = 12;
const ITEMS = 40;
const interactions: TinyInteraction[] = Array.from({ length: USERS * 4 }, (_, i) => ({
  userKey: `u${i % USERS}`,
  itemKey: `i${(i * 7) % ITEMS}`,
  behavior: 'view',
  at: 1000 + i,
}));

let server: TestServer;
let seed = 1;
beforeAll(async () => {
  server = await startTestServer({ interactions });
  await server.publish();
});
afterAll(() => server.close());

interface Page<Edge> {
  readonly edges: readonly (Edge & { readonly cursor: string })[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly endCursor: string | null;
  };
}

interface Ranked {
  readonly score: number;
  readonly rank: number;
  readonly node: { readonly key: string };
}

/** What may happen between two pages. */
type Event = 'nothing' | 'own interaction' | 'new snapshot' | 'interaction of another';

async function happen(event: Event): Promise<void> {
  const itemKey = `i${seed % ITEMS}`;
  if (event === 'new snapshot') await server.publish({ seed: ++seed });
  if (event === 'own interaction') await record('u1', itemKey);
  if (event === 'interaction of another') await record(`u${2 + (seed % 5)}`, itemKey);
}

async function record(userKey: string, itemKey: string): Promise<void> {
  const input = [{ userKey, itemKey, at: NOW - ++seed }];
  await server.query('mutation ($input: [InteractionInput!]!) { recordInteractions(input: $input) { created } }', {
    input,
  });
}

const FIELDS = 'edges { cursor score rank node { key } } pageInfo { hasNextPage hasPreviousPage endCursor }';

async function recommendations(first: number, after?: string): Promise<Page<Ranked>> {
  const query = `query ($first: Int, $after: String) { user(key: "u1") { recommendations(first: $first, after: $after) { ${FIELDS} } } }`;
  const { data, errors } = await server.query<{ user: { recommendations: Page<Ranked> } }>(query, { first, after });
  expect(errors).toBeUndefined();
  return (data as { user: { recommendations: Page<Ranked> } }).user.recommendations;
}

describe('Paging through recommendations', () => {
  it('gives the whole ranking once, in order, whatever the page size', async () => {
    const whole = await recommendations(100);
    expect(whole.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 15 }), async (first) => {
        const walked: Ranked[] = [];
        let after: string | undefined;
        for (;;) {
          const page = await recommendations(first, after);
          walked.push(...page.edges);
          expect(page.pageInfo.hasPreviousPage).toBe(after !== undefined);
          if (!page.pageInfo.hasNextPage) break;
          after = page.pageInfo.endCursor ?? undefined;
        }
        expect(walked).toEqual(whole.edges);
      }),
      { numRuns: 6 },
    );
  });

  it('goes on after score and key of its cursor in the ranking of the moment, while interactions arrive and snapshots change', async () => {
    const event = fc.constantFrom<Event>('nothing', 'own interaction', 'new snapshot', 'interaction of another');
    await fc.assert(
      fc.asyncProperty(
        fc.array(event, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 8 }),
        async (events, first) => {
          let page = await recommendations(first);
          for (const next of events) {
            const after = page.pageInfo.endCursor;
            if (after === null) return;
            await happen(next);
            page = await recommendations(first, after);
            const whole = await recommendations(100);
            const rest = whole.edges.filter((edge) => comesAfter(edge, recommendationPositions.decode(after)));
            expect(page.edges).toEqual(rest.slice(0, first));
            expect(page.pageInfo.hasNextPage).toBe(rest.length > first);
          }
        },
      ),
      { numRuns: 12 },
    );
  });
});

describe('Paging through lists of the store', () => {
  const lists = [
    [
      'users',
      '{ list: users(first: $first, after: $after) { edges { cursor node { key } } pageInfo { hasNextPage endCursor hasPreviousPage } } }',
    ],
    [
      'items',
      '{ list: items(first: $first, after: $after) { edges { cursor node { key } } pageInfo { hasNextPage endCursor hasPreviousPage } } }',
    ],
  ] as const;

  it.each(lists)(
    'gives each of the %s once in ascending order, and those that arrive ahead of the page',
    async (name, query) => {
      const seen: string[] = [];
      let after: string | undefined;
      for (let pageNumber = 0; ; pageNumber++) {
        const { data } = await server.query<{ list: Page<{ node: { key: string } }> }>(
          `query ($first: Int, $after: String) ${query}`,
          {
            first: 5,
            after,
          },
        );
        const page = (data as { list: Page<{ node: { key: string } }> }).list;
        seen.push(...page.edges.map((edge) => edge.node.key));
        if (!page.pageInfo.hasNextPage) break;
        after = page.pageInfo.endCursor ?? undefined;
        if (pageNumber === 0) await record(`zz ${name} user`, `zz ${name} item`);
        if (pageNumber === 0) await record(`a ${name} user`, `a ${name} item`); // behind the page: not seen
      }
      expect(seen).toEqual([...new Set(seen)].sort(compareKeys));
      expect(seen).toContain(`zz ${name} ${name.slice(0, -1)}`);
      expect(seen).not.toContain(`a ${name} ${name.slice(0, -1)}`);
      expect(seen.length).toBeGreaterThanOrEqual(name === 'users' ? USERS : 12);
    },
  );

  it('gives each interaction of a user once, newest first, while newer ones arrive', async () => {
    const query = `query ($after: String) { user(key: "u6") { interactions(first: 1, after: $after, behaviors: ["view"]) {
      edges { cursor node { at item { key } } } pageInfo { hasNextPage hasPreviousPage endCursor }
    } } }`;
    type Interactions = Page<{ node: { at: number } }>;
    const times: number[] = [];
    let after: string | undefined;
    for (;;) {
      const { data } = await server.query<{ user: { interactions: Interactions } }>(query, { after });
      const page = (data as { user: { interactions: Interactions } }).user.interactions;
      times.push(...page.edges.map((edge) => edge.node.at));
      await record('u6', 'i0');
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor ?? undefined;
    }
    expect(times).toEqual([1042, 1030, 1018, 1006]);
  });

  it('goes through neighbors by shared items and by embedding without gap or repetition', async () => {
    for (const kind of ['EMBEDDING', 'CO_INTERACTION']) {
      for (const owner of ['user(key: "u1")', 'item(key: "i7")']) {
        const query = `query ($first: Int, $after: String, $kind: NeighborKind) { owner: ${owner} {
          neighbors(first: $first, after: $after, kind: $kind) { edges { cursor similarity node { key } } pageInfo { hasNextPage hasPreviousPage endCursor } }
        } }`;
        const neighbors = async (
          first: number,
          after?: string,
        ): Promise<Page<{ similarity: number; node: { key: string } }>> => {
          const { data } = await server.query<{ owner: { neighbors: never } }>(query, { first, after, kind });
          return (data as { owner: { neighbors: never } }).owner.neighbors;
        };
        const whole = await neighbors(100);
        const walked: unknown[] = [];
        for (let page = await neighbors(2); ; page = await neighbors(2, page.pageInfo.endCursor ?? undefined)) {
          walked.push(...page.edges);
          if (!page.pageInfo.hasNextPage) break;
        }
        expect(walked).toEqual(whole.edges);
      }
    }
  });
});

describe('Empty pages', () => {
  it('have no cursors and still tell whether there is more', async () => {
    const none = await recommendations(0);
    expect(none).toEqual({ edges: [], pageInfo: { hasNextPage: true, hasPreviousPage: false, endCursor: null } });
  });
});

function comesAfter({ score, node }: Ranked, position: { readonly score: number; readonly key: string }): boolean {
  return score < position.score || (score === position.score && compareKeys(node.key, position.key) > 0);
}
