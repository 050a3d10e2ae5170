import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'undici';

export interface Load {
  /** Where queries go. */
  readonly url: string;
  readonly connections: number;
  /** The body of the request of this number; numbers count up over all connections. */
  readonly body: (number: number) => string;
  /** Stops the load. */
  readonly until: AbortSignal;
  /** Called with every answer; what it throws ends the load. */
  readonly check?: (answer: LoadAnswer, number: number) => void;
  /** Called in place of failing when a request got no answer. */
  readonly onFailure?: (error: unknown) => void;
}

export interface LoadAnswer {
  readonly status: number;
  readonly text: string;
}

/** Asks over so many connections, the next request on each when the one before is answered. Resolves with the answers. */
export async function runLoad(load: Load): Promise<number> {
  const { origin, pathname } = new URL(load.url);
  let number = 0;
  let answered = 0;
  const connection = async (): Promise<void> => {
    const client = new Client(origin);
    try {
      while (!load.until.aborted) {
        const current = number++;
        try {
          const answer = await post(client, pathname, load.body(current));
          answered++;
          load.check?.(answer, current);
        } catch (error) {
          if (load.onFailure === undefined || error instanceof WrongAnswer) throw error;
          load.onFailure(error);
          await delay(20);
        }
      }
    } finally {
      await client.destroy();
    }
  };
  await Promise.all(Array.from({ length: load.connections }, connection));
  return answered;
}

/** What `check` throws about an answer that is not what it must be. */
export class WrongAnswer extends Error {
  override readonly name = 'WrongAnswer';
}

/** Answers a second. */
export async function measureRate(load: Omit<Load, 'until'>, seconds: number): Promise<number> {
  const over = new AbortController();
  const started = performance.now();
  const timer = setTimeout(() => over.abort(), seconds * 1000);
  try {
    const answered = await runLoad({ ...load, until: over.signal });
    return (answered / (performance.now() - started)) * 1000;
  } finally {
    clearTimeout(timer);
  }
}

async function post(client: Client, path: string, body: string): Promise<LoadAnswer> {
  const { statusCode, body: answer } = await client.request({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body,
  });
  return { status: statusCode, text: await answer.text() };
}
