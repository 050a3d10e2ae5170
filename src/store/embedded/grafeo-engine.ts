import grafeo, { type GrafeoDB, type QueryResult, type Transaction } from '@grafeo-db/js';
import { setTimeout as delay } from 'node:timers/promises';
import { EdgewiseError } from '../../core/errors.js';
import type { Logger } from '../../core/log.js';
import type { CypherEngine, CypherRunner, ForeignQuery } from '../cypher/cypher-engine.js';
import type { StatementName, StatementParameters, StatementRow } from '../statement-table.js';
import { statement } from '../statements.js';
import { isConflict, isLocked, openingError, runningError } from './grafeo-errors.js';
import { readForeignQuery } from './read-foreign-query.js';
import { RunningWork } from '../running-work.js';

/** An index first: the engine's UNIQUE constraint alone would scan on every insert. */
const SCHEMA = [
  'schema/embedded/index-user-key',
  'schema/embedded/index-item-key',
  'schema/embedded/index-lease-name',
  'schema/unique-user-key',
  'schema/unique-item-key',
  'schema/unique-lease-name',
] as const;

/** The log is folded into the file at either, which bounds what a start after a crash replays to half a second. */
const CHECKPOINT = { intervalMs: 60_000, walBytes: 32 * 2 ** 20 };

const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 10;

/** Statements on Grafeo, in this process. Reads run beside one another and beside the one writer. */
export class GrafeoEngine implements CypherEngine {
  readonly hasOtherWriters = false;
  /** Few: an answer is whole before its first row comes; 500 users of gowalla have 14,000 interactions. */
  readonly exportedUsers = 500;
  readonly ranksNeighbors = false;
  readonly #database: GrafeoDB;
  readonly #log: Logger;
  readonly #running = new RunningWork();
  #lastWrite: Promise<unknown> = Promise.resolve();
  #closing: Promise<void> | undefined;

  private constructor(database: GrafeoDB, log: Logger) {
    this.#database = database;
    this.#log = log;
  }

  /** Opens or creates the file; undefined when someone has it open. Errors: STORE_CORRUPT, DISK_FULL, STORE_UNAVAILABLE. */
  static open(file: string, log: Logger): GrafeoEngine | undefined {
    try {
      const database = grafeo.GrafeoDB.create(file);
      database.setCheckpointTriggers(CHECKPOINT);
      return new GrafeoEngine(database, log);
    } catch (error) {
      if (isLocked(error)) return undefined;
      throw openingError(error, file);
    }
  }

  async ensureSchema(): Promise<void> {
    for (const name of SCHEMA) await this.run(name, {});
  }

  run<Name extends StatementName>(name: Name, parameters: StatementParameters<Name>): Promise<StatementRow<Name>[]> {
    return this.#whileOpen(() => runStatement(this.#database, name, parameters));
  }

  async *stream<Name extends StatementName>(
    name: Name,
    parameters: StatementParameters<Name>,
  ): AsyncGenerator<readonly StatementRow<Name>[]> {
    yield await this.run(name, parameters);
  }

  /** Writers take turns: two transactions on one row would conflict. */
  write<Result>(work: (transaction: CypherRunner) => Promise<Result>): Promise<Result> {
    return this.#whileOpen(() => {
      const turn = this.#lastWrite.then(() => this.#retrying(work));
      this.#lastWrite = turn.catch(() => undefined);
      return turn;
    });
  }

  async *readRows(
    query: ForeignQuery,
    accept: (columns: readonly string[]) => void,
  ): AsyncGenerator<readonly (readonly unknown[])[]> {
    const answer = await this.#whileOpen(() => readForeignQuery(this.#database, query));
    accept(answer.columns);
    yield* answer.batches();
  }

  close(): Promise<void> {
    this.#closing ??= this.#running.idle().then(() => {
      try {
        this.#database.close();
      } catch (error) {
        // Every acknowledged write is in the log beside the file and is replayed when the store is opened again.
        this.#log.warn({ err: error }, 'The store was closed without folding its log into its file');
      }
    });
    return this.#closing;
  }

  #whileOpen<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#closing !== undefined) return Promise.reject(new EdgewiseError('STORE_CLOSED', 'The store was closed.'));
    return this.#running.during(work);
  }

  async #retrying<Result>(work: (transaction: CypherRunner) => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#transact(work);
      } catch (error) {
        if (attempt === ATTEMPTS || !isConflict(error)) throw runningError(error, 'a write');
        await delay(FIRST_PAUSE_MS * 2 ** attempt);
      }
    }
  }

  async #transact<Result>(work: (transaction: CypherRunner) => Promise<Result>): Promise<Result> {
    const transaction = this.#database.beginTransaction();
    try {
      const result = await work({ run: (name, parameters) => runStatement(transaction, name, parameters) });
      transaction.commit();
      return result;
    } catch (error) {
      rollBack(transaction);
      throw error;
    }
  }
}

function rollBack(transaction: Transaction): void {
  try {
    transaction.rollback();
  } catch {
    // A commit that could not be written to the log has rolled back by itself.
  }
}

interface CypherExecutor {
  executeCypher(query: string, parameters: object): Promise<QueryResult>;
}

async function runStatement<Name extends StatementName>(
  on: CypherExecutor,
  name: Name,
  parameters: StatementParameters<Name>,
): Promise<StatementRow<Name>[]> {
  try {
    const result = await on.executeCypher(statement(name).text, parameters);
    // The columns of a file and their types in the table are held together by test/store/statements.test.ts.
    return result.rows() as unknown[] as StatementRow<Name>[];
  } catch (error) {
    throw runningError(error, name);
  }
}
