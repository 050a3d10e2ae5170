import type { ProjectionParameters } from '../projection.js';
import type { StatementName, StatementParameters, StatementRow } from '../statement-table.js';

/** Runs statements of cypher/. */
export interface CypherRunner {
  /** Rows in the order of the statement; numbers are JavaScript numbers, whatever the engine has. */
  run<Name extends StatementName>(
    name: Name,
    parameters: StatementParameters<Name>,
  ): Promise<readonly StatementRow<Name>[]>;
}

/** A query that is none of cypher/: somebody else wrote it. */
export interface ForeignQuery {
  readonly text: string;
  readonly parameters: ProjectionParameters;
}

/**
 * A graph database as the stores need it; a new one implements only this (encoding, decoding, retry, its errors as
 * EdgewiseError). A statement run on the engine itself is a transaction of its own and must only read.
 */
export interface CypherEngine extends CypherRunner {
  /** Whether transactions of others run beside those of `write`: what is read to be written must be locked then. */
  readonly hasOtherWriters: boolean;
  /** Users whose interactions one statement of an export asks for. */
  readonly exportedUsers: number;
  /** Whether one statement answers the first page of neighbors fastest; else they are searched for by several. */
  readonly ranksNeighbors: boolean;
  /** Creates constraints and indexes; idempotent. */
  ensureSchema(): Promise<void>;
  /**
   * Runs `work` in one transaction: committed when it returns, rolled back when it throws. Conflicts with other writers
   * run it again from the start, so it must have no effects of its own.
   */
  write<Result>(work: (transaction: CypherRunner) => Promise<Result>): Promise<Result>;
  /**
   * As `run`, with rows handed on some hundred at a time, in the order of the statement. Where the engine can be lost on
   * the way, STORE_UNAVAILABLE ends the rows: those that were handed on cannot be taken back.
   */
  stream<Name extends StatementName>(
    name: Name,
    parameters: StatementParameters<Name>,
  ): AsyncIterable<readonly StatementRow<Name>[]>;
  /**
   * Rows of a query that may only read, a batch at a time: explained before it runs, and run where the engine itself
   * refuses to write. `accept` is given the columns before the first row comes and throws what is wrong with them.
   * Numbers are JavaScript numbers. Errors: QueryRefused for a query that does not parse, lacks a parameter or writes.
   */
  readRows(
    query: ForeignQuery,
    accept: (columns: readonly string[]) => void,
  ): AsyncIterable<readonly (readonly unknown[])[]>;
  /** Waits for running statements, then releases the database; idempotent. */
  close(): Promise<void>;
}

/** Why an engine does not run a foreign query, in its words; `line` is 1-based within the text. */
export class QueryRefused extends Error {
  override readonly name = 'QueryRefused';
  readonly line: number | undefined;

  constructor(message: string, line?: number) {
    super(message);
    this.line = line;
  }
}
