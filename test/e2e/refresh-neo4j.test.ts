import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeOnNeo4j, emptyNeo4j, NEO4J_START_MS, neo4jOfWorker, withDriver } from '../fixtures/neo4j-server.js';
import type { RefreshReport } from '../../src/pipeline/refresh/refresh-report.js';
import { answerOf } from './edgewise-process.js';
import { CSV_MAP, SMALL_GRAPH, writeCsv } from './small-graph.js';
import { temporaryDirectory } from './temporary-directory.js';

const REFRESH = ['refresh', '--once', '--write-back', '--epochs', '4', '--dimensions', '16'];

/** The items nearest to one, with the taste that their numbers tell. */
const NEAREST = `MATCH (i:Item {key: 'i00'})
CALL db.index.vector.queryNodes('edgewise_item_embedding', 6, i.embedding) YIELD node
RETURN node.key AS key, node.embeddingVersion AS version`;

describeOnNeo4j('edgewise refresh on a Neo4j', () => {
  const directory = temporaryDirectory();
  let store: readonly string[];
  let first: { readonly version: string };

  beforeAll(async () => {
    const server = await neo4jOfWorker();
    await emptyNeo4j(server);
    writeFileSync(directory.inside('password'), server.password, { mode: 0o600 });
    writeCsv(directory.inside('events.csv'));
    store = ['--store', server.url, '--neo4j-password-file', 'password'];
  }, NEO4J_START_MS);
  afterAll(() => directory.remove());

  const edgewise = <Answer>(words: readonly string[]): Promise<Answer> =>
    answerOf<Answer>([...words, ...store], { directory: directory.path });
  const query = async (text: string): Promise<Record<string, unknown>[]> =>
    withDriver(await neo4jOfWorker(), async (driver) => {
      const { records } = await driver.executeQuery(text);
      return records.map((record) => record.toObject());
    });

  it('trains on what an import brought and writes the vectors of every user and item back', async () => {
    await edgewise(['import', '--format', 'csv', '--path', 'events.csv', '--map', CSV_MAP]);
    first = await edgewise(REFRESH);
    const { users, items } = SMALL_GRAPH;
    expect(first).toMatchObject({ outcome: 'published', start: 'cold', writeBack: { users, items, removed: 0 } });
  });

  it('leaves vectors that db.index.vector.queryNodes finds, of the published version', async () => {
    const rows = await query(NEAREST);
    expect(rows).toHaveLength(6);
    expect(rows[0]).toEqual({ key: 'i00', version: first.version });
    expect(new Set(rows.map(({ version }) => version))).toEqual(new Set([first.version]));
  });

  it('finds nothing to do the second time, and writes nothing again', async () => {
    expect(await edgewise(REFRESH)).toMatchObject({
      outcome: 'unchanged',
      version: first.version,
      export: { kind: 'incremental' },
      writeBack: { users: 0, items: 0, removed: 0 },
    });
  });

  it('writes after a change the vectors that moved, and says of which version all are', async () => {
    writeFileSync(directory.inside('more.csv'), 'who,what,how,when\nnew,i00,view,99\nnew,i01,view,99\n');
    await edgewise(['import', '--format', 'csv', '--path', 'more.csv', '--map', CSV_MAP]);
    const second = await edgewise<RefreshReport>(REFRESH);
    const { users, items } = SMALL_GRAPH;
    expect(second).toMatchObject({ outcome: 'published', start: 'warm' });
    expect(second.writeBack!.users).toBeGreaterThan(0);
    expect(second.writeBack!.users + second.writeBack!.items).toBeLessThan(users + items);
    const [described] = await query('MATCH (e:EdgewiseEmbeddings) RETURN e.version AS version');
    expect(described).toEqual({ version: second.version });
    const missing = await query('MATCH (n:User|Item) WHERE n.embedding IS NULL RETURN n.key');
    expect(missing).toEqual([]);
  });
});
