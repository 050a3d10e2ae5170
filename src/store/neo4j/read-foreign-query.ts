import { Neo4jError, type Result, type Session } from 'neo4j-driver';
import { QueryRefused, type ForeignQuery } from '../cypher/cypher-engine.js';
import { decodeRow } from './decode-rows.js';
import { encodeParameters } from './encode-parameters.js';

/** Rows handed on at a time. */
const ROWS = 10_000;

/**
 * Rows of a query that somebody else wrote, streamed as they are asked for. It is explained first, so that one that
 * does not parse or would write never starts; the session is one for reading, where the server refuses to write.
 * Errors: QueryRefused, and those of the driver.
 */
export async function* readForeignQuery(
  session: Session,
  { text, parameters }: ForeignQuery,
  accept: (columns: readonly string[]) => void,
): AsyncGenerator<readonly unknown[][]> {
  const values = encodeParameters(parameters);
  const { summary } = await asked(() => session.run(`EXPLAIN ${text}`, values));
  if (summary.queryType !== 'r') throw new QueryRefused('it writes, and a projection may only read.');
  const result: Result = session.run(text, values);
  accept(await asked(() => result.keys()));
  let rows: unknown[][] = [];
  for await (const record of result) {
    rows.push(decodeRow(record));
    if (rows.length < ROWS) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

/** What the server says of the text itself becomes a refusal, with the line where it says one. */
async function asked<Answer>(ask: () => PromiseLike<Answer>): Promise<Answer> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof Neo4jError) || !error.code.startsWith('Neo.ClientError.Statement.')) throw error;
    const line = /\(line (\d+), column/.exec(error.message)?.[1];
    throw new QueryRefused(error.message, line === undefined ? undefined : Number(line));
  }
}
