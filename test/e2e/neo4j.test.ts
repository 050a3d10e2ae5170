import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { describeOnNeo4j, emptyNeo4j, NEO4J_START_MS, neo4jOfWorker } from '../fixtures/neo4j-server.js';
import { answerOf, errorOf, serveEdgewise, type SpawnOptions } from './edgewise-process.js';
import { CSV_MAP, isOfTaste, knownItems, SMALL_GRAPH, writeCsv, writeItems } from './small-graph.js';
import { temporaryDirectory } from './temporary-directory.js';

const IMPORT = ['import', '--format', 'csv', '--path', 'log.csv', '--map', CSV_MAP, '--items', 'items.csv'];
const RECOMMENDATIONS = `query ($key: String!) {
  user(key: $key) { recommendations(first: 4) { edges { source node { key title } } } }
}`;
const RECORD = `mutation ($input: [InteractionInput!]!) {
  recordInteractions(input: $input) { created userErrors { code } }
}`;

interface Recommendations {
  readonly user: { readonly recommendations: { readonly edges: readonly Edge[] } };
}
interface Edge {
  readonly source: string;
  readonly node: { readonly key: string; readonly title: string | null };
}

describeOnNeo4j('the main job on a Neo4j', () => {
  const directory = temporaryDirectory();
  let here: SpawnOptions;

  beforeAll(async () => {
    const server = await neo4jOfWorker();
    await emptyNeo4j(server);
    writeCsv(directory.inside('log.csv'));
    writeItems(directory.inside('items.csv'));
    writeFileSync(directory.inside('password'), `${server.password}\n`);
    here = {
      directory: directory.path,
      environment: { EDGEWISE_STORE: server.url, EDGEWISE_NEO4J_PASSWORD_FILE: 'password' },
    };
  }, NEO4J_START_MS);
  afterAll(() => directory.remove());

  it('imports, and the same file again changes nothing', async () => {
    const { interactions } = SMALL_GRAPH;
    expect(await answerOf(IMPORT, here)).toMatchObject({ rejected: 0, interactions: { created: interactions } });
    expect(await answerOf(IMPORT, here)).toMatchObject({ interactions: { created: 0, unchanged: interactions } });
    expect(await answerOf(['store', 'check'], here)).toMatchObject({ ...SMALL_GRAPH, problems: [] });
  });

  it('trains, serves, and folds in what is recorded in the next query', async () => {
    const { counts } = await answerOf<{ counts: object }>(['train', '--epochs', '3', '--dimensions', '16'], here);
    expect(counts).toMatchObject({ users: SMALL_GRAPH.users, items: SMALL_GRAPH.items });

    const server = await serveEdgewise([], here);
    const recommend = async (key: string): Promise<readonly Edge[]> => {
      const { data, errors } = await server.query<Recommendations>(RECOMMENDATIONS, { key });
      expect(errors).toBeUndefined();
      return data.user.recommendations.edges;
    };
    const before = await recommend('u07');
    expect(before.every(({ source, node }) => source === 'MODEL' && isOfTaste('u07', node.key))).toBe(true);
    expect(before.some(({ node }) => knownItems('u07').includes(node.key))).toBe(false);
    expect(before[0]!.node.title).toBe(`Item ${Number(before[0]!.node.key.slice(1))}`);

    const best = before[0]!.node.key;
    const fresh = [24, 25, 26, 27].map((item) => ({ userKey: 'newcomer', itemKey: `i${item}` }));
    const input = [{ userKey: 'u07', itemKey: best }, ...fresh];
    const { data } = await server.query<{ recordInteractions: object }>(RECORD, { input });
    expect(data.recordInteractions).toEqual({ created: 5, userErrors: [] });

    const after = await recommend('u07');
    expect(after.map(({ node }) => node.key)).not.toContain(best);
    expect(new Set(after.map(({ source }) => source))).toEqual(new Set(['FOLD_IN']));
    const newcomer = await recommend('newcomer');
    expect(newcomer.every(({ source, node }) => source === 'FOLD_IN' && isOfTaste('u02', node.key))).toBe(true);
    expect((await server.stop()).exitCode).toBe(0);
  });

  it('says a wrong password by its code, and does not repeat it', async () => {
    const environment = {
      EDGEWISE_STORE: here.environment!['EDGEWISE_STORE']!,
      EDGEWISE_NEO4J_PASSWORD: 'battery staple',
    };
    const error = await errorOf(['store', 'stats'], { directory: directory.path, environment });
    expect(error).toMatchObject({ code: 'STORE_UNAUTHORIZED', exitCode: 1 });
    expect(JSON.stringify(error)).not.toContain('staple');
  });
});
