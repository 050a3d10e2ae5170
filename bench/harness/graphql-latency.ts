import { Agent, request } from 'node:http';

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
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const times: number[] = [];
  for (const [count, entry] of variables.entries()) {
    const body = JSON.stringify({ query, variables: entry });
    const started = performance.now();
    const answer = await post(url, body, agent);
    const milliseconds = performance.now() - started;
    if (answer.includes('"errors"')) throw new Error(`The server answered ${answer.slice(0, 300)}`);
    if (count >= warmUp) times.push(milliseconds);
  }
  agent.destroy();
  times.sort((a, b) => a - b);
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), requests: times.length };
}

function post(url: string, body: string, agent: Agent): Promise<string> {
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.once('end', () => resolve(text));
    });
    sent.once('error', reject);
    sent.end(body);
  });
}

/** Nearest rank. */
function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? Number.NaN;
}
