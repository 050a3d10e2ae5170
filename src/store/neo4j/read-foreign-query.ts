import neo4j, { Neo4jError, type Result, type Session } from 'neo4j-driver';
import { QueryRefused, type ForeignQuery } from '../cypher/cypher-engine.js';
import type { ProjectionParameters, ProjectionValue } from '../projection.js';

/** Rows handed on at a time; the driver fetches as many as it was told to and stops the server while they wait. */
const ROWS = 5_000;

/**
 * Rows of a query that must only read, as they come. `session` has read access mode, so that the server refuses writes
 * as well; the query is explained first, which says its columns and whether it writes before anything runs.
 * Errors: QueryRefused, what `accept` throws, and the driver's.
 */
export async function* readForeignQuery(
  session: Session,
  query: ForeignQuery,
  accept: (columns: readonly string[]) => void,
): AsyncGenerator<readonly (readonly unknown[])[]> {
  const parameters = encoded(query.parameters);
  try {
    const plan = session.run(`EXPLAIN\n${query.text}`, parameters);
    accept(await columnsOf(plan));
    const { queryType } = await plan.summary();
    if (queryType !== 'r') throw new QueryRefused('it writes or changes the schema, and a projection may only read.');
    let rows: unknown[][] = [];
    for await (const record of session.run(query.text, parameters)) {
      rows.push([...record.values()]);
      if (rows.length < ROWS) continue;
      yield rows;
      rows = [];
    }
    if (rows.length > 0) yield rows;
  } catch (error) {
    throw refusal(error) ?? error;
  }
}

async function columnsOf(result: Result): Promise<readonly string[]> {
  return result.keys();
}

/** Whole numbers as integers: the driver would send them as floats. */
function encoded(parameters: ProjectionParameters): Record<string, unknown> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, encodedValue(value)]));
}

function encodedValue(value: ProjectionValue): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  return Array.isArray(value) ? (value as readonly ProjectionValue[]).map(encodedValue) : value;
}

/** What is wrong with the query rather than with the server. */
function refusal(error: unknown): QueryRefused | undefined {
  if (!(error instanceof Neo4jError) || !/^Neo\.ClientError\.(Statement|Procedure)\./.test(error.code))
    return undefined;
  const [message = ''] = error.message.split('\n');
  const line = /\(line (\d+), column/.exec(message)?.[1];
  const stated = message.replace(/ \(line \d+, column .*\)$/, '');
  // The word EXPLAIN stands on a line of its own before the text.
  return new QueryRefused(stated, line === undefined ? undefined : Math.max(1, Number(line) - 1));
}
