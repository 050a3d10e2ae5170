import type { GrafeoDB, QueryResult } from '@grafeo-db/js';
import { QueryRefused, type ForeignQuery } from '../cypher/cypher-engine.js';
import { queryFault, runningError } from './grafeo-errors.js';

/** Rows that become JavaScript values at a time: the answer itself stays in native memory. */
const ROWS = 5_000;

/** How the plan of a statement that writes and returns something says so. */
const WRITES = '[after the write]';

/** The answer of a query, whole in the engine's memory. */
export interface ForeignAnswer {
  readonly columns: readonly string[];
  batches(): Generator<readonly (readonly unknown[])[]>;
}

/**
 * Runs a query that must only read. The engine has no read-only transactions, so that its plan is looked at first, and
 * whatever a statement did all the same is rolled back. Errors: QueryRefused, STORE_UNAVAILABLE.
 */
export async function readForeignQuery(database: GrafeoDB, { text, parameters }: ForeignQuery): Promise<ForeignAnswer> {
  const transaction = database.beginTransaction();
  try {
    const [[plan]] = (await transaction.executeCypher(`EXPLAIN\n${text}`, parameters)).rows() as [[string]];
    if (plan.includes(WRITES)) throw new QueryRefused('it writes, and a projection may only read.');
    const result = await transaction.executeCypher(text, parameters);
    return { columns: result.columns, batches: () => batchesOf(result) };
  } catch (error) {
    throw refusal(error) ?? runningError(error, 'a projection');
  } finally {
    transaction.rollback();
  }
}

function* batchesOf(result: QueryResult): Generator<readonly (readonly unknown[])[]> {
  const { columns, length } = result;
  for (let start = 0; start < length; start += ROWS) {
    const rows: unknown[][] = [];
    for (let index = start; index < Math.min(length, start + ROWS); index++) {
      const row = result.get(index);
      rows.push(columns.map((column) => row[column]));
    }
    yield rows;
  }
}

function refusal(error: unknown): QueryRefused | undefined {
  if (error instanceof QueryRefused) return error;
  const fault = queryFault(error);
  // The word EXPLAIN stands on a line of its own before the text.
  return fault && new QueryRefused(fault.message, fault.line === undefined ? undefined : Math.max(1, fault.line - 1));
}
