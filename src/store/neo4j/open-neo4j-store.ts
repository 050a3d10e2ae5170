import { systemClock } from '../../core/clock.js';
import { isEdgewiseError } from '../../core/errors.js';
import { Random } from '../../core/random.js';
import { CypherEmbeddings } from '../cypher/cypher-embeddings.js';
import { CypherStore } from '../cypher/cypher-store.js';
import type { InteractionStore } from '../interaction-store.js';
import type { OpenStoreOptions } from '../open-store-options.js';
import { Attempts } from './attempts.js';
import { Availability } from './availability.js';
import { checkAuthorities } from './check-authorities.js';
import { createDriver } from './create-driver.js';
import { Neo4jEngine } from './neo4j-engine.js';

/** Seconds of a job, and of a process that answers people. */
const JOB = { transaction: 300, retry: 30, connect: 10 };
const SERVING = { transaction: 10, retry: 1, connect: 2 };

/**
 * Opens the graph in a Neo4j: its version, the credentials and the database are checked, and its constraints are made
 * where they miss and the user may. Errors: STORE_URL_INVALID, STORE_UNAVAILABLE, STORE_UNAUTHORIZED,
 * STORE_DATABASE_UNKNOWN, STORE_VERSION, STORE_TLS, STORE_SCHEMA, FILE_NOT_FOUND of an authority, INTERRUPTED.
 */
export async function openNeo4jStore(url: string, options: OpenStoreOptions): Promise<InteractionStore> {
  const { log, clock = systemClock, neo4j = {}, servesRequests = false, signal } = options;
  const seconds = servesRequests ? SERVING : JOB;
  const transactionMs = (neo4j.transactionSeconds ?? seconds.transaction) * 1000;
  await checkAuthorities(neo4j.authorities ?? []);
  const driver = createDriver(url, { ...neo4j, log, connectMs: seconds.connect * 1000 });
  const attempts = new Attempts({
    log,
    clock,
    random: Random.fromSeed(process.pid),
    retryMs: (neo4j.retrySeconds ?? seconds.retry) * 1000,
    signal: servesRequests ? undefined : signal,
    availability: servesRequests ? new Availability(clock) : undefined,
    transactionMs,
  });
  const engine = new Neo4jEngine({ url, driver, database: neo4j.database, transactionMs, attempts });
  try {
    await engine.prepare();
  } catch (error) {
    if (!servesRequests || !isEdgewiseError(error, 'STORE_UNAVAILABLE')) {
      await engine.close();
      throw error;
    }
    log.warn({ err: error }, 'The store is away: serving what the snapshot knows until it is back');
  }
  return new CypherStore(url, engine, new CypherEmbeddings(engine));
}
