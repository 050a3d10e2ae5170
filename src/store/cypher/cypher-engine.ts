import type { StatementName, StatementParameters, StatementRow } from '../statement-table.js';

/** Runs statements of cypher/. */
export interface CypherRunner {
  /** Rows in the order of the statement; numbers are JavaScript numbers, whatever the engine has. */
  run<Name extends StatementName>(
    name: Name,
    parameters: StatementParameters<Name>,
  ): Promise<readonly StatementRow<Name>[]>;
}

/**
 * A graph database as the stores need it; a new one implements only this (encoding, decoding, retry, its errors as
 * EdgewiseError). A statement run on the engine itself is a transaction of its own and must only read.
 */
export interface CypherEngine extends CypherRunner {
  /** Creates constraints and indexes; idempotent. */
  ensureSchema(): Promise<void>;
  /**
   * Runs `work` in one transaction: committed when it returns, rolled back when it throws. Conflicts with other writers
   * run it again from the start, so it must have no effects of its own.
   */
  write<Result>(work: (transaction: CypherRunner) => Promise<Result>): Promise<Result>;
  /** Waits for running statements, then releases the database; idempotent. */
  close(): Promise<void>;
}
