import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { inspect } from 'node:util';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { EdgewiseError } from '../../../src/core/errors.js';
import { silentLogger } from '../../../src/core/log.js';
import type { InteractionStore } from '../../../src/store/interaction-store.js';
import type { Neo4jOptions } from '../../../src/store/neo4j/neo4j-options.js';
import { openStore } from '../../../src/store/open-store.js';
import { event } from '../../contracts/interaction-store/sample.js';
import { describeOnNeo4j, emptyNeo4j, NEO4J_START_MS, neo4jOfWorker, withDriver } from '../../fixtures/neo4j-server.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';
import { TEST_KEYS } from '../../graphql/http/test-keys.js';
import { openOn } from './open-on.js';

const makeDirectory = temporaryDirectories();
const SECRET = 'correct horse battery staple';

/** The error that opening ends with; it must not hold the password, however it is looked at. */
async function refusal(opening: Promise<InteractionStore>): Promise<EdgewiseError> {
  const error = await opening.then(
    async (store) => {
      await store.close();
      throw new Error('It was opened.');
    },
    (reason: unknown) => reason as EdgewiseError,
  );
  expect(inspect(error, { depth: Infinity, showHidden: true })).not.toContain(SECRET);
  return error;
}

describeOnNeo4j('a Neo4j that answers', () => {
  beforeAll(async () => emptyNeo4j(await neo4jOfWorker()), NEO4J_START_MS);

  it.each(['bolt', 'neo4j'])('refuses a wrong password, by %s: STORE_UNAUTHORIZED', async (scheme) => {
    const error = await refusal(openOn(await neo4jOfWorker(), { scheme, password: SECRET }));
    expect(error).toMatchObject({ code: 'STORE_UNAUTHORIZED', exitCode: 1 });
    expect(error.message).toContain(`${scheme}://127.0.0.1`);
  });

  it('refuses whoever brings no password: STORE_UNAUTHORIZED', async () => {
    const { url } = await neo4jOfWorker();
    expect(await refusal(openStore(url, { log: silentLogger }))).toMatchObject({ code: 'STORE_UNAUTHORIZED' });
  });

  it.each(['bolt', 'neo4j'])('has no database of that name, by %s: STORE_DATABASE_UNKNOWN', async (scheme) => {
    const error = await refusal(openOn(await neo4jOfWorker(), { scheme, database: 'nowhere' }));
    expect(error).toMatchObject({ code: 'STORE_DATABASE_UNKNOWN' });
  });

  it('speaks no TLS where TLS is asked for: STORE_TLS', async () => {
    const error = await refusal(openOn(await neo4jOfWorker(), { scheme: 'bolt+s', password: SECRET }));
    expect(error).toMatchObject({ code: 'STORE_TLS' });
  });

  it('opens by every scheme without TLS, in whatever case, with its database named', async () => {
    for (const scheme of ['bolt', 'neo4j', 'BOLT', 'Neo4j']) {
      const store = await openOn(await neo4jOfWorker(), { scheme, database: 'neo4j' });
      expect(await store.listUsers({ first: 1 })).toEqual([]);
      await store.close();
    }
  });

  it('ends a transaction that waits longer than it may: STORE_TIMEOUT', async () => {
    const server = await neo4jOfWorker();
    const patient = await openOn(server);
    await patient.upsertInteractions([event('ada', 'x')]);
    const store = await openOn(server, { transactionSeconds: 1, retrySeconds: 0 });
    await withDriver(server, async (driver) => {
      const session = driver.session();
      const holder = session.beginTransaction();
      await (await holder).run("MATCH (u:User {key: 'ada'}) SET u.held = true");
      await expect(store.eraseUser('ada')).rejects.toMatchObject({ code: 'STORE_TIMEOUT' });
      await (await holder).rollback();
      await session.close();
    });
    expect(await patient.eraseUser('ada')).toBe(true);
    await patient.close();
    await store.close();
  });

  it('has keys twice, so that the constraints cannot be made: STORE_SCHEMA', async () => {
    const server = await neo4jOfWorker();
    await emptyNeo4j(server);
    await withDriver(server, (driver) => driver.executeQuery("UNWIND [1, 2] AS n CREATE (:User {key: 'ada'})"));
    expect(await refusal(openOn(server))).toMatchObject({ code: 'STORE_SCHEMA' });
    await emptyNeo4j(server);
  });
});

describe('what is no Neo4j that can be talked to', () => {
  const servers: Server[] = [];
  const sockets: Socket[] = [];
  afterEach(async () => {
    for (const socket of sockets.splice(0)) socket.destroy();
    for (const server of servers.splice(0)) await closed(server);
  });

  async function closed(server: Server): Promise<void> {
    const gone = once(server, 'close');
    server.close();
    await gone;
  }

  async function listening(server: Server): Promise<number> {
    servers.push(server);
    server.on('connection', (socket: Socket) => sockets.push(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return (server.address() as AddressInfo).port;
  }

  const open = (scheme: string, port: number, rest: Neo4jOptions = {}): Promise<InteractionStore> =>
    openStore(`${scheme}://127.0.0.1:${port}`, {
      log: silentLogger,
      neo4j: { password: SECRET, retrySeconds: 0, ...rest },
    });

  it.each(['bolt', 'neo4j'])('nobody listens, by %s: STORE_UNAVAILABLE', async (scheme) => {
    const port = await listening(createTcpServer());
    await closed(servers.pop()!);
    const error = await refusal(open(scheme, port));
    expect(error).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(error.message).toContain(`127.0.0.1:${port} cannot be reached`);
  });

  it('hangs up on whoever calls: STORE_UNAVAILABLE', async () => {
    const port = await listening(createTcpServer((socket) => socket.destroy()));
    expect(await refusal(open('bolt', port))).toMatchObject({ code: 'STORE_UNAVAILABLE' });
  });

  it('shows a certificate that nobody vouches for, by bolt+s and neo4j+s: STORE_TLS', async () => {
    const port = await listening(createTlsServer(TEST_KEYS, (socket) => socket.on('error', () => undefined)));
    for (const scheme of ['bolt+s', 'neo4j+s']) {
      const error = await refusal(open(scheme, port));
      expect(error).toMatchObject({ code: 'STORE_TLS' });
      expect(error.message).toContain('self-signed');
    }
  });

  it('is trusted with its own authority, and with +ssc without asking: then it is no Neo4j', async () => {
    let secured = 0;
    const hangUp = createTlsServer(TEST_KEYS, (socket) => {
      secured++;
      socket.on('error', () => undefined).destroy();
    });
    const port = await listening(hangUp);
    const authority = join(await makeDirectory(), 'authority.pem');
    writeFileSync(authority, TEST_KEYS.cert);
    const trusting = { authorities: [authority] };
    expect(await refusal(open('bolt+s', port, trusting))).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(await refusal(open('bolt+ssc', port))).toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(secured).toBe(2);
  });
});
