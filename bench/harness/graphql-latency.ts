import { openGraphqlClient } from './graphql-client.js';

export interface Latency {
  readonly p50: number;
  readonly p99: number;
  readonly requests: number;
}

/**
 * Milliseconds from sending a query to the last byte of its answer, one request at a time on one kept connection.
 * The first `warmUp` requests do not count. Throws when an answer has errors.
 */
export async function graphqlLatency(
  url: string,
  query: string,
  variables: readonly object[],
  warmUp: number,
): Promise<Latency> {
  const client = openGraphqlClient(url);
  const times: number[] = [];
  for (const [count, entry] of variables.entries()) {
    const milliseconds = await client.ask(query, entry);
    if (count >= warmUp) times.push(milliseconds);
  }
  client.close();
  times.sort((a, b) => a - b);
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), requests: times.length };
}

/** Nearest rank. */
function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? Number.NaN;
}
