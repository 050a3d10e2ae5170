import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';
import type { Driver } from 'neo4j-driver';
import { neo4jArtifacts } from '../../../scripts/neo4j/artifacts.mjs';
import { runContext } from '../../../src/core/run-context.js';
import { checkStore } from '../../../src/pipeline/check-store.js';
import { importInteractions } from '../../../src/pipeline/import.js';
import { writeImportFiles } from '../../../src/pipeline/write-import-files.js';
import { runInShell } from '../../fixtures/cypher-shell.js';
import { describeOnNeo4j, startNeo4jForTests, withDriver } from '../../fixtures/neo4j-server.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { writeTrickyGraph } from '../../fixtures/tricky-graph.js';
import { openOn } from '../../store/neo4j/open-on.js';

const makeDirectory = temporaryDirectories();

describeOnNeo4j('an offline import', () => {
  it('leaves what an import through the store would, so that such an import changes nothing', async () => {
    const directory = await makeDirectory();
    const source = { format: 'ndjson', path: await writeTrickyGraph(directory) } as const;
    const files = join(directory, 'files');
    const { attributesLeftOut } = await writeImportFiles({ source, directory: files }, runContext());
    expect(attributesLeftOut).toBe(1);
    const home = join(directory, 'home');
    await importInto(home, join(files, 'import.sh'));

    const server = await startNeo4jForTests({ data: home });
    const constraints = await readFile(join(files, 'constraints.cypher'), 'utf8');
    try {
      await withDriver(server, async (driver) => {
        await runInShell(driver, constraints);
        expect(await userKeys(driver)).toEqual(['007', '7', 'o\'neil \\ "q", z']);
        expect(await items(driver)).toEqual([
          { key: '007', title: 'Bond', 'dc:kind': 'x', score: 0.5, live: true, edition: 'first' },
          { key: 'half', title: ' spaced ', genres: ['x', ''], score: 3, live: false },
          { key: 'no lists', year: -3, edition: 2 },
          { key: 'say "hi", twice', title: 'A "quoted", titled\nline', genres: ['a;b', 'c,"d"'], year: 1979 },
          { key: 'undescribed' },
        ]);
        const imported = await interactions(driver);
        expect(imported).toEqual([
          ['007', 1, 'undescribed', 'view', 1764028800000, 1e-7],
          ['7', 1, '007', 'like', 1764028800000, 1],
          ['7', 1, '007', 'view', 0, 1],
          ['7', 1, '007', 'view', 1764028800000, 2.5],
          ['o\'neil \\ "q", z', 1, 'say "hi", twice', 'like, or so', 0, 1],
        ]);

        const store = await openOn(server);
        try {
          await store.ensureSchema();
          const run = runContext();
          expect(await checkStore(store, 5, run)).toMatchObject({ users: 3, items: 5, interactions: 5, problems: [] });
          expect(await importInteractions({ store, source }, run)).toMatchObject({
            interactions: { created: 0, updated: 0, unchanged: 5 },
            items: { created: 0, updated: attributesLeftOut, unchanged: 3 },
          });
        } finally {
          await store.close();
        }
        expect(await interactions(driver)).toEqual(imported);
      });
    } finally {
      await server.stop();
    }
  });
});

/** Runs the script as people do, with a neo4j-admin made of the artifacts of the tests. */
async function importInto(home: string, script: string): Promise<void> {
  const bin = join(home, 'bin');
  await mkdir(join(home, 'conf'), { recursive: true });
  await mkdir(bin);
  const admin = join(bin, 'neo4j-admin');
  const classes = join(await neo4jArtifacts(), '*');
  await writeFile(admin, `#!/bin/sh\nexec java -Xmx512m -cp '${classes}' org.neo4j.cli.AdminTool "$@"\n`);
  await chmod(admin, 0o755);
  const places = { NEO4J_HOME: home, NEO4J_CONF: join(home, 'conf') };
  const environment = { ...process.env, ...places, PATH: `${bin}${delimiter}${process.env['PATH'] ?? ''}` };
  await promisify(execFile)(script, ['neo4j', '--threads=2'], { env: environment });
}

async function userKeys(driver: Driver): Promise<unknown[]> {
  return (await answers(driver, 'MATCH (u:User) RETURN u.key AS answer ORDER BY answer')).flat();
}

async function items(driver: Driver): Promise<unknown[]> {
  return (await answers(driver, 'MATCH (i:Item) RETURN properties(i) AS answer ORDER BY i.key')).flat();
}

function interactions(driver: Driver): Promise<unknown[][]> {
  return answers(
    driver,
    `MATCH (u:User)-[e:INTERACTED]->(i:Item)
     RETURN u.key AS user, u.revision AS revision, i.key AS item, e.behavior AS behavior, e.at AS at, e.weight AS weight
     ORDER BY user, item, behavior, at`,
  );
}

/** Integers as numbers, whatever they are in. */
async function answers(driver: Driver, text: string): Promise<unknown[][]> {
  const { records, keys } = await driver.executeQuery(text);
  const plain = (value: unknown): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? 'toNumber' in value
        ? Number(value)
        : Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]))
      : value;
  return records.map((record) => keys.map((key) => plain(record.get(key))));
}
