import neo4j, { type QueryResult, type Record as Row, type Session } from 'neo4j-driver';
import { EdgewiseError, isEdgewiseError } from '../../core/errors.js';
import { QueryRefused, type CypherEngine, type CypherRunner, type ForeignQuery } from '../cypher/cypher-engine.js';
import { RunningWork } from '../running-work.js';
import type { StatementName, StatementParameters, StatementRow } from '../statement-table.js';
import type { Attempts } from './attempts.js';
import type { Neo4jDriver } from './create-driver.js';
import { decodeRow } from './decode-rows.js';
import { encodeParameters } from './encode-parameters.js';
import { storeError } from './neo4j-errors.js';
import { neo4jStatement } from './neo4j-statement.js';
import { readForeignQuery } from './read-foreign-query.js';
import { checkServerVersion } from './server-version.js';

const SCHEMA = ['schema/unique-user-key', 'schema/unique-item-key', 'schema/unique-lease-name'] as const;

/** Rows of a stream that are handed on at a time. */
const ROWS = 500;

export interface Neo4jEngineParts {
  /** For messages: no credentials. */
  readonly url: string;
  readonly driver: Neo4jDriver;
  /** The user's home database when absent. */
  readonly database: string | undefined;
  /** After which the server ends a transaction. */
  readonly transactionMs: number;
  readonly attempts: Attempts;
}

type Mode = 'READ' | 'WRITE';

/**
 * Statements on Neo4j. Every session knows what every other of this engine has committed (bookmarks), so that a read
 * after a write sees it on whatever member of a cluster it lands.
 */
export class Neo4jEngine implements CypherEngine {
  readonly hasOtherWriters = true;
  /** Many: rows stream, and every statement costs as much as some hundred users. */
  readonly exportedUsers = 10_000;
  readonly ranksNeighbors = true;
  readonly #parts: Neo4jEngineParts;
  readonly #bookmarks = neo4j.bookmarkManager();
  readonly #running = new RunningWork();
  #prepared: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(parts: Neo4jEngineParts) {
    this.#parts = parts;
  }

  /**
   * Checks credentials, database and version, and makes the constraints that miss, where the server and the user's rights
   * let them be made. Every call waits for it; one that fails is tried again by the next call.
   */
  prepare(): Promise<void> {
    this.#prepared ??= this.#prepare().catch((error: unknown) => {
      this.#prepared = undefined;
      throw error;
    });
    return this.#prepared;
  }

  /** One by one: Neo4j takes no two changes of the schema, nor one beside data, in a transaction. */
  async ensureSchema(): Promise<void> {
    for (const name of SCHEMA) {
      await this.#attempting('WRITE', name, (session) => runStatement(this.#alone(session), name, {}));
    }
  }

  /** One statement that only reads, sent without BEGIN and COMMIT: one journey to the server in place of three. */
  run<Name extends StatementName>(name: Name, parameters: StatementParameters<Name>): Promise<StatementRow<Name>[]> {
    return this.#whenPrepared(() =>
      this.#attempting('READ', name, (session) => runStatement(this.#alone(session), name, parameters)),
    );
  }

  /** The first rows are tried for again, later ones are not. */
  async *stream<Name extends StatementName>(
    name: Name,
    parameters: StatementParameters<Name>,
  ): AsyncGenerator<readonly StatementRow<Name>[]> {
    const { attempts, url } = this.#parts;
    let session: Session | undefined;
    try {
      const open = async () => {
        await session?.close().catch(() => undefined); // of an attempt before
        session = this.#session('READ');
        const batches = readStatement(this.#alone(session), name, parameters);
        return { batches, first: await batches.next() };
      };
      const { batches, first } = await this.#whenPrepared(() => attempts.retrying(open));
      for (let next = first; next.done !== true; next = await this.#whenPrepared(() => batches.next())) {
        yield next.value;
      }
    } catch (error) {
      throw storeError(error, name, url);
    } finally {
      await session?.close().catch(() => undefined);
    }
  }

  /**
   * A commit whose acknowledgement was lost may have happened: `work` is run again all the same, and as it reads before
   * it writes, it finds nothing left to do.
   */
  write<Result>(work: (transaction: CypherRunner) => Promise<Result>): Promise<Result> {
    return this.#whenPrepared(() =>
      this.#attempting('WRITE', 'a write', async (session) => {
        const transaction = await session.beginTransaction({ timeout: this.#parts.transactionMs });
        try {
          const result = await work({ run: (name, parameters) => runStatement(transaction, name, parameters) });
          await transaction.commit();
          return result;
        } finally {
          // Rolls back what was not committed. What failed before was thrown already, and a lost connection ends it too.
          await transaction.close().catch(() => undefined);
        }
      }),
    );
  }

  /** Not repeated when the connection is lost on the way: rows that were handed on cannot be taken back. */
  async *readRows(
    query: ForeignQuery,
    accept: (columns: readonly string[]) => void,
  ): AsyncGenerator<readonly unknown[][]> {
    await this.#whenPrepared(() => Promise.resolve());
    const session = this.#session('READ');
    const batches = readForeignQuery(session, query, accept);
    try {
      for (;;) {
        const next = await this.#whenPrepared(() => batches.next());
        if (next.done === true) return;
        yield next.value;
      }
    } catch (error) {
      throw error instanceof QueryRefused ? error : storeError(error, 'a projection', this.#parts.url);
    } finally {
      await session.close().catch(() => undefined);
    }
  }

  close(): Promise<void> {
    this.#closing ??= this.#running.idle().then(() => this.#parts.driver.close());
    return this.#closing;
  }

  async #prepare(): Promise<void> {
    const { driver, database, url } = this.#parts;
    const server = await this.#attempting('READ', 'connecting', () =>
      driver.getServerInfo(database === undefined ? {} : { database }),
    );
    checkServerVersion(server.agent, url);
    try {
      await this.ensureSchema();
    } catch (error) {
      // Whoever only reads can do without.
      if (!isEdgewiseError(error, 'STORE_FORBIDDEN') && !isEdgewiseError(error, 'STORE_READ_ONLY')) throw error;
    }
  }

  /** Counts as running from here on: closing waits for it. */
  async #whenPrepared<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closing !== undefined) throw new EdgewiseError('STORE_CLOSED', 'The store was closed.');
    return this.#running.during(async () => {
      await this.prepare();
      return work();
    });
  }

  async #attempting<Result>(mode: Mode, doing: string, work: (session: Session) => Promise<Result>): Promise<Result> {
    const { attempts, url } = this.#parts;
    try {
      return await attempts.retrying(() => this.#inSession(mode, work));
    } catch (error) {
      throw storeError(error, doing, url);
    }
  }

  async #inSession<Result>(mode: Mode, work: (session: Session) => Promise<Result>): Promise<Result> {
    const session = this.#session(mode);
    try {
      return await work(session);
    } finally {
      // A connection that is gone cannot be given back; what failed on it was thrown already.
      await session.close().catch(() => undefined);
    }
  }

  #session(mode: Mode): Session {
    const { driver, database } = this.#parts;
    const reach = { defaultAccessMode: mode, bookmarkManager: this.#bookmarks };
    return driver.session(database === undefined ? reach : { ...reach, database });
  }

  /** The session as what runs a statement in a transaction of its own. */
  #alone(session: Session): StatementRunner {
    return { run: (text, parameters) => session.run(text, parameters, { timeout: this.#parts.transactionMs }) };
  }
}

interface StatementRunner {
  run(text: string, parameters: Record<string, unknown>): PromiseLike<QueryResult> & AsyncIterable<Row>;
}

async function* readStatement<Name extends StatementName>(
  on: StatementRunner,
  name: Name,
  parameters: StatementParameters<Name>,
): AsyncGenerator<readonly StatementRow<Name>[]> {
  let rows: unknown[] = [];
  for await (const record of on.run(neo4jStatement(name).text, encodeParameters(parameters))) {
    rows.push(decodeRow(record));
    if (rows.length < ROWS) continue;
    yield rows as StatementRow<Name>[];
    rows = [];
  }
  if (rows.length > 0) yield rows as StatementRow<Name>[];
}

async function runStatement<Name extends StatementName>(
  on: StatementRunner,
  name: Name,
  parameters: StatementParameters<Name>,
): Promise<StatementRow<Name>[]> {
  const { text } = neo4jStatement(name);
  const { records } = await on.run(text, encodeParameters(parameters));
  // The columns of a file and their types in the table are held together by test/store/statements.test.ts.
  return records.map(decodeRow) as unknown[] as StatementRow<Name>[];
}
