import { writeFile } from 'node:fs/promises';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import grafeo from '@grafeo-db/js';
import neo4j, { type Driver } from 'neo4j-driver';
import { exampleParameters, runInShell } from '../fixtures/cypher-shell.js';
import {
  describeOnNeo4j,
  emptyNeo4j,
  neo4jOfWorker,
  NEO4J_START_MS,
  type RunningNeo4j,
} from '../fixtures/neo4j-server.js';

const ROOT = join(import.meta.dirname, '../..');
const HANDBOOK = join(ROOT, 'cypher/handbook');
const read = (name: string): string => readFileSync(join(HANDBOOK, `${name}.cypher`), 'utf8');

/** bo lacks a revision; nobody met z. */
const GRAPH = `
  CREATE (ada:User {key: 'ada', revision: 3}), (bo:User {key: 'bo'}), (:User {key: 'idle'}),
         (x:Item {key: 'x'}), (y:Item {key: 'y', title: 'Why', year: 2001}), (:Item {key: 'z'}),
         (ada)-[:INTERACTED {behavior: 'view', at: 7, weight: 2.5}]->(x),
         (ada)-[:INTERACTED {behavior: 'view', at: 0, weight: 1.0, batch: 'november'}]->(y),
         (bo)-[:INTERACTED {behavior: 'like', at: 1764028800000, weight: 1.0}]->(x)`;

/** A weight that is no number, a line without a user, one interaction stated twice, keys that look like numbers. */
const INTERACTIONS = `userKey,itemKey,behavior,at,weight
ada,x,view,7,2.5
ada,x,view,7,3
bo,"it, 's",,2026-01-01T00:00:00Z,
bo,y,like,,none
,y,like,,
cy,z,,,
007,0x1,buy,1700000000000,4
`;

/** What each file answers with the parameters of its head on the graph above, by hand. */
const ANSWERS: Readonly<Record<string, readonly (readonly unknown[])[]>> = {
  'co-items': [['y', 'Why', 1]],
  'co-users': [['bo', 1, Math.SQRT1_2]],
  'erase-item': [[2]],
  'erase-users': [[1]],
  'load-interactions': [[1]],
  'load-items': [[1]],
  'load-users': [[1]],
  'popular-items': [
    ['x', null, 2],
    ['y', 'Why', 1],
  ],
  'user-interactions': [
    ['x', null, 'view', 7, 2.5],
    ['y', 'Why', 'view', 0, 1],
  ],
  'neo4j/check-interactions-csv': [
    ['userKey is missing', 1, 6],
    ['weight is no number above zero', 1, 5],
  ],
  'neo4j/degrees': [
    ['users', 3, 0, 1, 2, 2, 2],
    ['items', 3, 0, 1, 2, 2, 2],
  ],
  'neo4j/load-interactions-from-csv': [[7, 5, 4, 2]],
  'neo4j/load-items-from-csv': [[2, 2]],
  'neo4j/load-users-from-csv': [[2, 1]],
  'neo4j/nearest-items': [
    ['y', 'Why', 1],
    ['z', null, 1],
  ],
  'neo4j/recommend': [['z', null, 1]],
  'neo4j/remove-orphans': [[1]],
  'neo4j/undo-batch': [[1]],
  'neo4j/undo-period': [[1]],
};
const NAMES = Object.keys(ANSWERS);

describe('the handbook', () => {
  it('is the files of its folder and nothing else', () => {
    const files = readdirSync(HANDBOOK, { recursive: true, encoding: 'utf8' }).filter((file) => file.includes('.'));
    expect(files.sort()).toEqual(NAMES.map((name) => `${name}.cypher`).sort());
  });

  it.each(NAMES)('%s names its parameters, with an example of each, and ends its statement', (name) => {
    const file = read(name);
    const used = new Set(Array.from(file.matchAll(/(?<!\/\/.*)\$(\w+)/g), (match) => match[1]!));
    const examples = Array.from(file.matchAll(/^\/\/ :param (\w+) => /gm), (match) => match[1]!);
    const head = file.split('\n').filter((line) => line.startsWith('//'));
    expect(examples.sort()).toEqual([...used].sort());
    for (const parameter of used) expect(head.join('\n')).toContain(`$${parameter}`);
    expect(file).toMatch(/^\/\/ [A-Z]/);
    expect(file.trimEnd().endsWith(';')).toBe(true);
  });

  it.each(NAMES.filter((name) => !name.startsWith('neo4j/')))('%s answers on the embedded engine', async (name) => {
    const database = grafeo.GrafeoDB.create(null);
    await database.executeCypher(GRAPH);
    const parameters: Record<string, unknown> = {};
    for (const [, parameter, expression] of read(name).matchAll(/^\/\/ :param (\w+) => (.*)$/gm)) {
      parameters[parameter!] = (await database.executeCypher(`RETURN ${expression!} AS value`)).scalar();
    }
    const result = await database.executeCypher(read(name), parameters);
    expect(result.columns).toEqual(columnsOf(name));
    expect(rounded(result.rows())).toEqual(rounded(ANSWERS[name]!));
    database.close();
  });
});

describeOnNeo4j('the handbook on Neo4j', () => {
  let server: RunningNeo4j;
  let driver: Driver;
  beforeAll(async () => {
    server = await neo4jOfWorker();
    const auth = neo4j.auth.basic(server.user, server.password);
    driver = neo4j.driver(server.url, auth);
    await emptyNeo4j(server);
    await runInShell(
      driver,
      `:source cypher/schema/unique-user-key.cypher
:source cypher/schema/unique-item-key.cypher
CREATE VECTOR INDEX edgewise_item_embedding FOR (i:Item) ON (i.embedding)
OPTIONS {indexConfig: {\`vector.dimensions\`: 2, \`vector.similarity_function\`: 'cosine'}};`,
    );
  }, NEO4J_START_MS);
  afterAll(async () => {
    await emptyNeo4j(server);
    await driver.close();
  });
  beforeEach(async () => {
    await runInShell(driver, 'MATCH (n) DETACH DELETE n;');
  });

  const importFile = async (name: string, text: string): Promise<void> => {
    await writeFile(join(server.importDirectory, name), text);
  };
  const importFiles = async (): Promise<void> => {
    await importFile('interactions.csv', INTERACTIONS);
    await importFile('users.csv', 'userKey\nada\nnew\n');
    await importFile('items.csv', 'itemKey,title,genres\nx,Ex,comedy|noir\nq,,\n');
  };
  const answerOf = async (name: string) => {
    const parameters = await exampleParameters(driver, read(name));
    const [answer, ...none] = await runInShell(driver, read(name), parameters);
    expect(none).toEqual([]);
    return answer!;
  };

  it.each(NAMES)('%s answers', async (name) => {
    await importFiles();
    const vectors = 'MATCH (n:User|Item) SET n.embedding = [1.0, 0.5];\nCALL db.awaitIndexes(60);';
    await runInShell(driver, `${GRAPH};\n${vectors}`);
    const { columns, rows } = await answerOf(name);
    expect(columns).toEqual(columnsOf(name));
    expect(rounded(rows)).toEqual(rounded(ANSWERS[name]!));
  });

  it('loads twice what it loaded once, revisions and all', async () => {
    const everything = async () => {
      const text = `MATCH (u:User) OPTIONAL MATCH (u)-[e:INTERACTED]->(i:Item)
        RETURN u.key, u.revision, u.changedAt, properties(e), properties(i) ORDER BY u.key, i.key, e.behavior, e.at;`;
      return (await runInShell(driver, text))[0]!.rows;
    };
    await importFile('interactions.csv', INTERACTIONS.replace('ada,x,view,7,2.5\n', ''));
    await importFile('items.csv', 'itemKey,title,genres\nx,Ex,comedy|noir\nq,,\n');
    const loads = ['neo4j/load-interactions-from-csv', 'neo4j/load-items-from-csv', 'load-interactions', 'load-items'];
    for (const name of loads) await answerOf(name);
    const once = await everything();
    expect(once).toHaveLength(5);
    for (const name of loads) await answerOf(name);
    expect(await everything()).toEqual(once);
  });

  it('takes the last of two weights, and counts the change of the user', async () => {
    await importFile('interactions.csv', 'userKey,itemKey,weight\nada,x,2\nada,y,1\nada,x,3\n');
    await answerOf('neo4j/load-interactions-from-csv');
    const text = 'MATCH (u:User)-[e]->(i:Item) RETURN i.key, e.behavior, e.at, e.weight, u.revision ORDER BY i.key;';
    expect((await runInShell(driver, text))[0]!.rows).toEqual([
      ['x', 'interacted', 0, 3, 3],
      ['y', 'interacted', 0, 1, 3],
    ]);
  });

  it('removes no user whom attributes describe', async () => {
    await runInShell(driver, `${GRAPH};\nMATCH (u:User {key: 'idle'}) SET u.country = 'no';`);
    expect((await answerOf('neo4j/remove-orphans')).rows).toEqual([[0]]);
  });

  it('is told in docs/cypher.md, whose blocks all run', async () => {
    const document = readFileSync(join(ROOT, 'docs/cypher.md'), 'utf8');
    const blocks = Array.from(document.matchAll(/^```(\w+)(?: (\S+))?\n(.*?)^```$/gms), ([, kind, name, text]) => ({
      kind: kind!,
      name,
      text: text!,
    }));
    expect(document.match(/^```/gm)).toHaveLength(2 * blocks.length);
    expect(new Set(blocks.map(({ kind }) => kind))).toEqual(new Set(['cypher', 'csv']));
    let answers = 0;
    for (const { kind, name, text } of blocks) {
      if (kind === 'csv') await importFile(name!, text);
      else if (name === undefined) answers += (await runInShell(driver, text)).length;
      else expect((await runInShell(driver, text, await exampleParameters(driver, text)))[0]!.rows).toHaveLength(2);
    }
    expect(answers).toBeGreaterThan(20);
  });
});

function columnsOf(name: string): string[] {
  const columns = /^\/\/ columns: (.*)$/m.exec(read(name))![1]!;
  return columns
    .replaceAll(/\([^)]*\)/g, '')
    .split(',')
    .map((column) => column.trim());
}

/** Similarities to six digits: they come as 32-bit and 64-bit floats. */
function rounded(rows: readonly (readonly unknown[])[]): unknown[][] {
  return rows.map((row) =>
    row.map((cell) => (typeof cell === 'number' && !Number.isInteger(cell) ? Number(cell.toFixed(6)) : cell)),
  );
}
