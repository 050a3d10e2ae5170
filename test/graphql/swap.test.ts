import { appendFile, cp, readdir, writeFile } from 'node:fs/promises';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Logger } from '../../src/core/log.js';
import { recommendationPositions } from '../../src/graphql/paging/positions.js';
import type { ThreadOptions } from '../../src/graphql/computing/thread-choice.js';
import { PROGRAM } from './computing/thread-program.js';
import { ask } from './http-client.js';
import { shop } from './shop.js';
import { startTestServer, type TestServer } from './test-server.js';

const CLIENTS = 8;
const SWAPS = 6;

const failures: string[] = [];
const log: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (_fields, message) => void failures.push(message),
};

let server: TestServer;

interface Answer {
  readonly model: { readonly version: string };
  readonly users: {
    readonly nodes: readonly { readonly recommendations: { readonly edges: readonly { readonly cursor: string }[] } }[];
  };
}

describe.each<[string, ThreadOptions]>([
  ['on the event loop', { count: 'off' }],
  ['on threads', { count: 2, program: PROGRAM }],
])('A new snapshot, computed %s,', (_, threads) => {
  beforeEach(async () => {
    failures.splice(0);
    server = await startTestServer(shop, { log, threads });
  });
  afterEach(() => server.close());

  it('takes over under load without a failed request, and every request is answered from one version', async () => {
    const published = [(await server.publish({ seed: 1 })).version];
    const seen = new Set<string>();
    let isOver = false;
    const client = async (): Promise<number> => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      let answers = 0;
      for (; !isOver; answers++) {
        const query =
          '{ model { version } users(first: 4) { nodes { recommendations(first: 3) { edges { cursor } } } } }';
        const { data, errors } = await server.query<Answer>(query, {}, { agent });
        expect(errors).toBeUndefined();
        const { model, users } = data as Answer;
        const cursors = users.nodes.flatMap((user) => user.recommendations.edges.map((edge) => edge.cursor));
        expect(new Set(cursors.map((cursor) => recommendationPositions.decode(cursor).version))).toEqual(
          new Set([model.version]),
        );
        seen.add(model.version);
      }
      agent.destroy();
      return answers;
    };
    const clients = Promise.all(Array.from({ length: CLIENTS }, client));
    for (let swap = 2; swap <= SWAPS; swap++) published.push((await server.publish({ seed: swap })).version);
    await delay(100);
    isOver = true;
    const answers = await clients;
    expect(Math.min(...answers)).toBeGreaterThan(0);
    expect([...seen].sort()).toEqual(published);
    expect(failures).toEqual([]);
  });

  it('is served as soon as it is there to a server that started without one', async () => {
    const ready = (): ReturnType<typeof ask> => ask(new URL('/readyz', server.url).href);
    expect(await ready()).toMatchObject({
      status: 503,
      body: '{"status":"waiting for a snapshot","snapshot":null,"store":"available"}\n',
    });
    const { version } = await server.publish();
    expect(await ready()).toMatchObject({
      status: 200,
      body: `{"status":"ready","snapshot":"${version}","store":"available"}\n`,
    });
    const { data } = await server.query<Answer>('{ model { version } }');
    expect(data?.model.version).toBe(version);
  });

  it('that is damaged is logged and the one before it stays, until there is an intact one', async () => {
    const served = async (): Promise<string | undefined> =>
      (await server.query<Answer>('{ model { version } }')).data?.model.version;
    const { version: first } = await server.publish({ seed: 1 });
    await pointToDamagedCopy(first);
    while (failures.length === 0) await delay(10);
    expect(failures).toEqual(['The current snapshot cannot be served; what was served before stays.']);
    await expect(served()).resolves.toBe(first);
    const { version: second } = await server.publish({ seed: 2 });
    await expect(served()).resolves.toBe(second);
  });
});

/** What a disk that lies could leave behind: a version that was there under another name, with a bit too much. */
async function pointToDamagedCopy(version: string): Promise<void> {
  const name = version.replace(/.{8}$/, '0badbad0');
  const copy = join(server.snapshotPath, 'versions', name);
  await cp(join(server.snapshotPath, 'versions', version), copy, { recursive: true });
  const [file] = (await readdir(copy)).filter((entry) => !entry.startsWith('manifest'));
  await appendFile(join(copy, file as string), 'x');
  await writeFile(join(server.snapshotPath, 'current'), `${name}\n`);
}
