import { readFile } from 'node:fs/promises';
import neo4j from 'neo4j-driver';
import { CO_USERS, coNeighbors } from '../../src/store/cypher/co-neighbors.js';
import type { CypherRunner } from '../../src/store/cypher/cypher-engine.js';
import { createDriver } from '../../src/store/neo4j/create-driver.js';
import { encodeParameters } from '../../src/store/neo4j/encode-parameters.js';
import { decodeRow } from '../../src/store/neo4j/decode-rows.js';
import { silentLogger } from '../../src/core/log.js';
import { statement } from '../../src/store/statements.js';
import type { BenchNeo4j } from './server.js';

export interface DriverNeighbors {
  /** Who shares most items with a user, by the statement that the API runs. Milliseconds. */
  ask(userKey: string): Promise<number>;
  /** The same by the one statement of the handbook. Milliseconds. */
  askHandbook(userKey: string): Promise<number>;
  close(): Promise<void>;
}

const HANDBOOK = new URL('../../cypher/handbook/co-users.cypher', import.meta.url);

/** Asks with nothing between but the driver: no store, no retry, no HTTP, no GraphQL. */
export async function openDriverNeighbors(server: BenchNeo4j, first: number): Promise<DriverNeighbors> {
  const handbook = await readFile(HANDBOOK, 'utf8');
  const { url, user, password } = server;
  const driver = createDriver(url, { user, password, log: silentLogger, connectMs: 10_000 });
  const rows = async (text: string, parameters: object): Promise<unknown[]> => {
    const session = driver.session({ defaultAccessMode: 'READ' });
    try {
      const { records } = await session.run(text, parameters);
      return records.map(decodeRow);
    } finally {
      await session.close();
    }
  };
  const run = ((name, parameters) => rows(statement(name).text, encodeParameters(parameters))) as CypherRunner['run'];
  const engine = { run, ranksNeighbors: true };
  return {
    ask: (userKey) => milliseconds(() => coNeighbors(engine, CO_USERS, [userKey], { first })),
    askHandbook: (userKey) => milliseconds(() => rows(handbook, { userKey, first: neo4j.int(first) })),
    close: () => driver.close(),
  };
}

async function milliseconds(work: () => Promise<unknown[]>): Promise<number> {
  const started = performance.now();
  const answer = await work();
  if (answer.length === 0) throw new Error('The driver answered nothing.');
  return performance.now() - started;
}
