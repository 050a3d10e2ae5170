import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { describeOnNeo4j, startNeo4jForTests, withDriver } from '../../fixtures/neo4j-server.js';

interface Announced {
  readonly url: string;
  readonly import: string;
  readonly pid: number;
}

describeOnNeo4j('npm run neo4j, as a program', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGKILL'] as const) {
    it(`takes the server and its temporary home away when it gets ${signal}`, async () => {
      const script = spawn(process.execPath, ['scripts/neo4j.mjs', '--json'], { stdio: ['ignore', 'pipe', 'inherit'] });
      const announced = await firstLine(script.stdout);
      const home = announced.import.replace(/\/import$/, '');
      expect([existsSync(home), await listens(announced.url)]).toEqual([true, true]);
      process.kill(announced.pid, signal);
      await until(async () => !existsSync(home) && !(await listens(announced.url)));
    });
  }
});

describeOnNeo4j('a server of the test itself', () => {
  it('comes back after kill -9 on its port with its data', async () => {
    const server = await startNeo4jForTests();
    try {
      await withDriver(server, (driver) => driver.executeQuery('CREATE (:Thing {key: 1})'));
      await server.kill9();
      expect(await listens(server.url)).toBe(false);
      await server.restart();
      const { records } = await withDriver(server, (driver) => driver.executeQuery('MATCH (t:Thing) RETURN t.key'));
      expect(records.map((record) => Number(record.get(0)))).toEqual([1]);
    } finally {
      await server.stop();
    }
    expect(existsSync(server.home)).toBe(false);
  });
});

async function firstLine(stream: NodeJS.ReadableStream): Promise<Announced> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    if (text.includes('\n')) break;
  }
  return JSON.parse(text) as Announced;
}

function listens(url: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      done(true);
    });
    socket.once('error', () => done(false));
  });
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await delay(100);
}
