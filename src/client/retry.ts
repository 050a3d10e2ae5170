import { NetworkError, TimeoutError } from './client-errors.js';
import type { PostedAnswer } from './post.js';

const FIRST_WAIT_MILLISECONDS = 100;
/** A server that asks for more patience than this is not waited for. */
const LONGEST_WAIT_MILLISECONDS = 30_000;
/** What the server says of requests that it did not begin: they may be sent again even if they write. */
const NOT_BEGUN = new Set([429, 503]);
const MAY_PASS = new Set([429, 502, 503, 504]);

/** Milliseconds after which to send again what failed so; undefined where that is no use, or might do a thing twice. */
export function waitBefore(attempt: number, outcome: PostedAnswer | Error, isQuery: boolean): number | undefined {
  if (!mayRepeat(outcome, isQuery)) return undefined;
  // Half of it by chance, so that clients that failed together do not come back together.
  const backoff = FIRST_WAIT_MILLISECONDS * 2 ** attempt * (0.5 + chance() / 2);
  const asked = 'retryAfterSeconds' in outcome ? (outcome.retryAfterSeconds ?? 0) * 1000 : 0;
  return asked > LONGEST_WAIT_MILLISECONDS ? undefined : Math.max(backoff, asked);
}

/** Resolves after so many milliseconds; rejects with the signal's reason when it is aborted first. */
export function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason as Error);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}

function mayRepeat(outcome: PostedAnswer | Error, isQuery: boolean): boolean {
  if (!(outcome instanceof Error)) return NOT_BEGUN.has(outcome.status) || (isQuery && MAY_PASS.has(outcome.status));
  return isQuery && (outcome instanceof NetworkError || outcome instanceof TimeoutError);
}

/** Between 0 and 1. */
function chance(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! / 2 ** 32;
}
