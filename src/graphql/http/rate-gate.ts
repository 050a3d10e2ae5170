import { addressBucket, type RateLimiter, rateSentence, type RateState } from '../limits/rate-limiter.js';
import type { Gate } from './gate.js';
import { HttpError } from './http-error.js';
import type { HttpRequest } from './http-message.js';

/** A failed attempt counts like a small query. */
const FAILURE_ROWS = 100;

type AddressReader = (request: HttpRequest) => string;

/**
 * After authentication: lets a client in while anything is left of its rate, takes 1 for the request, and leaves on the
 * exchange what takes the rest once its cost is known. Clients are told by credential, or by address where access is open.
 */
export function rateGate(limiter: RateLimiter, addressOf: AddressReader): Gate {
  return (exchange) => {
    if (exchange.method === 'OPTIONS') return;
    const { client, request } = exchange;
    const bucket = client.isAnyone ? addressBucket(addressOf(request)) : client.id;
    const charge = (rows: number): RateState => {
      const state = limiter.take(bucket, rows);
      exchange.rate = state;
      return state;
    };
    const state = charge(1);
    if (!state.isAllowed) throw rateLimited(state);
    exchange.allowance = { charge };
  };
}

/** Around authentication: what fails counts against the address it came from, so that nobody tries without end. */
export function countFailures(authenticate: Gate, limiter: RateLimiter, addressOf: AddressReader): Gate {
  return async (exchange) => {
    try {
      await authenticate(exchange);
    } catch (error) {
      const isRefusal = error instanceof HttpError && error.status === 401;
      const state = isRefusal ? limiter.take(addressBucket(addressOf(exchange.request)), FAILURE_ROWS) : undefined;
      throw state?.isAllowed === false ? rateLimited(state) : error;
    }
  };
}

function rateLimited(state: RateState): HttpError {
  return new HttpError(429, 'RATE_LIMITED', rateSentence(state), { 'retry-after': String(state.resetSeconds) });
}
