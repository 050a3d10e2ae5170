import { beforeAll, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  describeOnNeo4j,
  emptyNeo4j,
  NEO4J_START_MS,
  neo4jOfWorker,
  withDriver,
  type RunningNeo4j,
} from '../fixtures/neo4j-server.js';

describe('npm run neo4j', () => {
  it('names Java and its cure where there is none', () => {
    const { status, stderr } = runScript([], { PATH: mkdtempSync(join(tmpdir(), 'edgewise-no-java-')) });
    expect([status, stderr]).toEqual([1, expect.stringMatching(/^Java is missing: install Java 17 or newer/)]);
  });

  it('refuses a port that is no number, and words it does not know', () => {
    expect(runScript(['--port', 'x']).status).toBe(1);
    expect(runScript(['--prot', '7687']).status).toBe(1);
  });
});

describeOnNeo4j('a server of the test run', () => {
  let server: RunningNeo4j;
  beforeAll(async () => {
    server = await neo4jOfWorker();
    await emptyNeo4j(server);
  }, NEO4J_START_MS);

  it('runs Cypher, and is emptied of data, constraints and indexes', async () => {
    await withDriver(server, async (driver) => {
      const counts = async () => {
        const nodes = await driver.executeQuery('MATCH (n) RETURN count(n) AS nodes');
        const indexes = await driver.executeQuery('SHOW INDEXES YIELD name');
        return [Number(nodes.records[0]?.get('nodes')), indexes.records.length] as const;
      };
      const before = await counts();
      await driver.executeQuery('CREATE CONSTRAINT a FOR (n:Thing) REQUIRE n.key IS UNIQUE');
      await driver.executeQuery('CREATE INDEX b FOR (n:Thing) ON (n.at)');
      await driver.executeQuery('CREATE (:Thing {key: 1})-[:LIKES]->(:Thing {key: 2})');
      expect(await counts()).toEqual([before[0] + 2, before[1] + 2]);
      await emptyNeo4j(server);
      expect(await counts()).toEqual(before);
    });
  });

  it('is one server for everyone who asks', async () => {
    expect((await neo4jOfWorker()).url).toBe(server.url);
  });
});

function runScript(words: string[], environment: NodeJS.ProcessEnv = process.env) {
  return spawnSync(process.execPath, ['scripts/neo4j.mjs', ...words], { env: environment, encoding: 'utf8' });
}
