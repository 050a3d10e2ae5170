import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { neo4jArtifacts } from './artifacts.mjs';
import { isInitialized } from './server-home.mjs';

const SUPERVISOR = join(import.meta.dirname, 'supervisor.mjs');
/** A start takes 6 s on an idle machine and half a minute on a busy one. */
const START_MS = 120_000;

/**
 * @typedef {object} StartOptions
 * @property {number} [port] a free one when absent
 * @property {string} [password] random when absent
 * @property {string} [data] a directory that is kept; a temporary one when absent
 * @property {string} [heap] `512m` when absent
 * @property {string} [pageCache] `64m` when absent
 * @property {Record<string, string>} [configuration] further lines of neo4j.conf
 * @property {string[]} [java] further options of the virtual machine
 * @property {(into: string) => void} [onFetch] told before the server's jars are fetched
 */

/**
 * @typedef {object} Neo4jServer
 * @property {string} url `bolt://127.0.0.1:PORT`; the same with `neo4j:` works too
 * @property {number} port
 * @property {string} user
 * @property {string} [password] absent for kept data that has one already
 * @property {string} home its conf, data, import and logs
 * @property {string} importDirectory what `file:///` means to LOAD CSV
 * @property {() => Promise<void>} stop stops it and removes a temporary home; idempotent
 * @property {() => Promise<void>} kill9 kills it as kill -9 does; the home stays
 * @property {() => Promise<void>} restart starts it again after kill9: same home, port and password
 * @property {Promise<void>} ended resolves when its supervisor is gone
 */

/**
 * Starts a Neo4j of one's own on the loopback interface and returns when it answers. It never outlives this process,
 * however that ends. Throws an Error that says what is missing or what the server said.
 *
 * @param {StartOptions} [options]
 * @returns {Promise<Neo4jServer>}
 */
export async function startNeo4j(options = {}) {
  const lib = await neo4jArtifacts(options.onFetch === undefined ? {} : { onFetch: options.onFetch });
  const temporary = options.data === undefined;
  const home =
    options.data === undefined
      ? await mkdtemp(join(await realpath(tmpdir()), 'edgewise-neo4j-'))
      : resolve(options.data);
  const kept = !temporary && isInitialized(home);
  const password = options.password ?? (kept ? undefined : randomBytes(12).toString('base64url'));
  const port = options.port ?? (await freePort());
  const supervised = supervise({
    lib,
    home,
    temporary,
    port,
    password: password ?? '',
    heap: options.heap ?? '512m',
    pageCache: options.pageCache ?? '64m',
    configuration: options.configuration ?? {},
    java: options.java ?? [],
  });
  await supervised.started();
  return {
    url: `bolt://127.0.0.1:${port}`,
    port,
    user: 'neo4j',
    ...(password === undefined ? {} : { password }),
    home,
    importDirectory: join(home, 'import'),
    stop: supervised.stop,
    kill9: supervised.kill,
    restart: supervised.start,
    ended: supervised.ended,
  };
}

/** @param {import('./server-home.mjs').ServerPlan} plan */
function supervise(plan) {
  // A session of its own: Ctrl-C in a terminal reaches this process only, and the leash does the rest.
  const child = spawn(process.execPath, [SUPERVISOR], { detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  // Whoever forgets to stop the server can still end.
  child.unref();
  for (const stream of [child.stdin, child.stdout]) /** @type {import('node:net').Socket} */ (stream).unref();
  child.stdin.on('error', () => undefined);

  /** @type {{ event: string, settle: (failure?: Error) => void } | undefined} */
  let awaited;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const event = /** @type {{ event: string, message?: string, output?: string }} */ (JSON.parse(line));
    if (awaited === undefined) return;
    if (event.event === awaited.event) awaited.settle();
    else awaited.settle(new Error(event.message ?? `Neo4j ended while it started:\n${event.output ?? ''}`));
  });
  /** @type {Promise<void>} */
  const ended = new Promise((done) => {
    child.once('close', () => {
      awaited?.settle(new Error('The supervisor of Neo4j ended.'));
      done();
    });
  });

  /** @param {string} command @param {string} event @returns {Promise<void>} */
  const send = (command, event) =>
    new Promise((done, failed) => {
      // Keeps this process alive while it waits, which the unreferenced child would not.
      const timer = setTimeout(() => awaited?.settle(new Error('Neo4j did not start in time.')), START_MS);
      const settle = (/** @type {Error | undefined} */ failure) => {
        clearTimeout(timer);
        awaited = undefined;
        if (failure === undefined) done();
        else failed(failure);
      };
      awaited = { event, settle };
      child.stdin.write(`${command}\n`);
    });
  const stop = async () => {
    const waiting = setTimeout(() => undefined, START_MS);
    child.stdin.end();
    await ended;
    clearTimeout(waiting);
  };
  return {
    /** Sends the plan; a server that does not come up is taken away again. */
    async started() {
      try {
        await send(JSON.stringify(plan), 'ready');
      } catch (error) {
        await stop();
        throw error;
      }
    },
    stop,
    kill: () => send('kill', 'exit'),
    start: () => send('start', 'ready'),
    ended,
  };
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => done(address.port));
    });
  });
}
