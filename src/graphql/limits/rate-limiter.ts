import { LRUCache } from 'lru-cache';

export interface RateLimit {
  /** Rows, as operation-cost.ts counts them, that a client gets back each second; a request counts 1 at least. */
  readonly perSecond: number;
  /** Rows that a client who waited may ask for at once. */
  readonly burst: number;
}

/** About a quarter of one processor's work for one client; a page of recommendations is 70 rows. */
export const DEFAULT_RATE_LIMIT: RateLimit = { perSecond: 20_000, burst: 60_000 };

/** Clients remembered at a time, about 2 MB; of more, who was away longest starts afresh. */
const MOST_CLIENTS = 10_000;

interface Bucket {
  /** Below zero after an operation that cost more than was left. */
  rows: number;
  /** When `rows` was right, in milliseconds. */
  at: number;
}

export interface RateState {
  readonly isAllowed: boolean;
  readonly limit: number;
  readonly remaining: number;
  /** Seconds until the client may ask again, at least 1 where it may not now; until the bucket is full where it may. */
  readonly resetSeconds: number;
}

/**
 * Token buckets by client. A request is let in while its client has anything left, and its cost is taken when it is known,
 * if need be from what the client gets back later: so a costly operation is never starved by cheap ones, and what one
 * client can have running beyond its due is one operation.
 */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #now: () => number;
  readonly #buckets = new LRUCache<string, Bucket>({ max: MOST_CLIENTS });

  /** `now` in milliseconds, never going back. */
  constructor(limit: RateLimit, now: () => number = () => performance.now()) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Takes `rows` of the client unless nothing is left; then takes nothing. */
  take(client: string, rows: number): RateState {
    const bucket = this.#refilled(client);
    const isAllowed = bucket.rows > 0;
    if (isAllowed) bucket.rows -= rows;
    const { burst, perSecond } = this.#limit;
    const missing = isAllowed ? burst - bucket.rows : 1 - bucket.rows;
    return {
      isAllowed,
      limit: burst,
      remaining: Math.max(0, Math.floor(bucket.rows)),
      resetSeconds: Math.max(isAllowed ? 0 : 1, Math.ceil(missing / perSecond)),
    };
  }

  #refilled(client: string): Bucket {
    const { perSecond, burst } = this.#limit;
    const now = this.#now();
    const bucket = this.#buckets.get(client);
    if (bucket === undefined) {
      const full = { rows: burst, at: now };
      this.#buckets.set(client, full);
      return full;
    }
    bucket.rows = Math.min(burst, bucket.rows + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    return bucket;
  }
}

/** What a client is told that has nothing left. */
export function rateSentence({ resetSeconds }: RateState): string {
  return `Too much was asked in a short time; try again in ${resetSeconds} s.`;
}

/** What a client without a credential is limited by: its address, or its network where it can choose among addresses. */
export function addressBucket(address: string): string {
  if (!address.includes(':')) return `address:${address}`;
  return `address:${expandedGroups(address).slice(0, 4).join(':')}::/64`;
}

/** The eight groups of an IPv6 address. */
function expandedGroups(address: string): string[] {
  const [head = '', tail] = address.split('%', 1)[0]!.split('::');
  const before = head.split(':').filter(Boolean);
  const after = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length);
  return [...before, ...Array.from({ length: zeros }, () => '0'), ...after].map((group) =>
    group.replace(/^0+(?=.)/, ''),
  );
}
