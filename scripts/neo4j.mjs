// `npm run neo4j`: a real, throw-away Neo4j on the loopback interface, until Ctrl-C; see --help.
import { parseArgs } from 'node:util';
import { neo4jArtifacts, NEO4J_VERSION, whatNeo4jLacks } from './neo4j/artifacts.mjs';
import { startNeo4j } from './neo4j/start-neo4j.mjs';

const HELP = `Starts Neo4j ${NEO4J_VERSION} on 127.0.0.1 until Ctrl-C. Needs Java 17 and, the first time, Maven and a network.

  --port N          Bolt port; a free one when absent
  --password TEXT   of the user neo4j; random when absent
  --data DIR        keeps the data there; a temporary directory, removed at the end, when absent
  --heap SIZE       memory of the server, 1g when absent
  --json            prints one JSON object once ready: url, user, password, import, pid of this process
  --fetch           only fetches what the server consists of
`;

await main().catch((/** @type {unknown} */ error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      password: { type: 'string' },
      data: { type: 'string' },
      heap: { type: 'string', default: '1g' },
      json: { type: 'boolean', default: false },
      fetch: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const lacking = await whatNeo4jLacks();
  if (lacking !== undefined) throw new Error(lacking);
  const onFetch = (/** @type {string} */ into) => console.error(`Fetching Neo4j ${NEO4J_VERSION} into ${into} …`);
  if (values.fetch) {
    console.error(`Neo4j ${NEO4J_VERSION} is in ${await neo4jArtifacts({ onFetch })}`);
    return;
  }
  if (values.port !== undefined && !/^\d+$/.test(values.port)) throw new Error('--port must be a number.');
  await serve(values, onFetch);
}

/**
 * @param {{ port?: string | undefined, password?: string | undefined, data?: string | undefined, heap: string, json: boolean }} values
 * @param {(into: string) => void} onFetch
 */
async function serve({ port, password, data, heap, json }, onFetch) {
  const server = await startNeo4j({
    heap,
    pageCache: '256m',
    onFetch,
    ...(port === undefined ? {} : { port: Number(port) }),
    ...(password === undefined ? {} : { password }),
    ...(data === undefined ? {} : { data }),
  });
  const { url, user, importDirectory } = server;
  if (json) {
    const answer = { url, user, password: server.password ?? null, import: importDirectory, pid: process.pid };
    console.log(JSON.stringify(answer));
  } else {
    console.log(`Neo4j ${NEO4J_VERSION} is ready; Ctrl-C stops it${data === undefined ? ' and removes its data' : ''}.
  url       ${url}
  user      ${user}
  password  ${server.password ?? 'as set when this data directory was first used'}
  import    ${importDirectory}   (what file:/// means to LOAD CSV)`);
  }
  /** @type {Promise<boolean>} */
  const signalled = new Promise((done) => {
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => done(true));
  });
  const alive = setInterval(() => undefined, 2 ** 30);
  const asked = await Promise.race([signalled, server.ended.then(() => false)]);
  clearInterval(alive);
  await server.stop();
  if (!asked) throw new Error('Neo4j ended by itself.');
}
