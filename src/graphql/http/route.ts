import type { Exchange } from './exchange.js';
import { HttpError, methodNotAllowed } from './http-error.js';
import type { Reply } from './reply.js';

/** What a route returns that writes to the response itself, as streams do. */
export const ANSWERED = Symbol('answered');

export interface Route {
  readonly path: string;
  /** Methods that it answers; others are told so. */
  readonly methods: readonly string[];
  /** Whether requests pass the gates (admission, authentication, rate limit) first; probes do not. */
  readonly isGated: boolean;
  answer(exchange: Exchange): Reply | typeof ANSWERED | Promise<Reply | typeof ANSWERED>;
}

/** The route of a request. HttpError 404 and 405; `hint` says where else to go. */
export function findRoute(routes: ReadonlyMap<string, Route>, { path, method }: Exchange, hint: string): Route {
  const route = routes.get(path);
  if (route === undefined) throw new HttpError(404, 'BAD_REQUEST', hint);
  if (!route.methods.includes(method)) throw methodNotAllowed(route.methods.join(', '));
  return route;
}
