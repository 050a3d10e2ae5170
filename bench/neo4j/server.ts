import { writeFile } from 'node:fs/promises';
import { startNeo4j, type Neo4jServer } from '../../scripts/neo4j/start-neo4j.mjs';
import { silentLogger } from '../../src/core/log.js';
import type { InteractionStore } from '../../src/store/interaction-store.js';
import { openStore } from '../../src/store/open-store.js';
import type { BenchRun } from '../harness/bench.js';

const PASSWORD = 'only for benchmarks';
/** A plan that was made on an empty graph stays: no figure owes anything to a plan that came later by itself. */
const KEPT_PLANS = { 'dbms.cypher.min_replan_interval': '1h' };
/** A killed server is back after six seconds on an idle machine and half a minute on a busy one. */
const RETRY_SECONDS = 120;

export interface BenchNeo4j extends Neo4jServer {
  readonly password: string;
  /** Words that name the store to a command. */
  readonly words: readonly string[];
  open(): Promise<InteractionStore>;
}

/** An empty server with what `npm run neo4j` gives it. It never outlives this process. */
export async function startServer({ workspace, signal }: BenchRun): Promise<BenchNeo4j> {
  const passwordFile = workspace.path('neo4j-password');
  await writeFile(passwordFile, PASSWORD, { mode: 0o600 });
  const server = await startNeo4j({ heap: '1g', pageCache: '256m', password: PASSWORD, configuration: KEPT_PLANS });
  const { url, user } = server;
  const neo4j = { user, password: PASSWORD, retrySeconds: RETRY_SECONDS };
  return {
    ...server,
    password: PASSWORD,
    words: ['--store', url, '--neo4j-password-file', passwordFile],
    open: () => openStore(url, { log: silentLogger, signal, neo4j }),
  };
}

/** Runs work on an empty server of its own. */
export async function withServer<Result>(
  run: BenchRun,
  work: (server: BenchNeo4j) => Promise<Result>,
): Promise<Result> {
  const server = await startServer(run);
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

/** Runs work with a store that is closed afterwards. */
export async function withStoreOf<Result>(
  server: BenchNeo4j,
  work: (store: InteractionStore) => Promise<Result>,
): Promise<Result> {
  const store = await server.open();
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
