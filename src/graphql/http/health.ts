import { setTimeout as delay } from 'node:timers/promises';
import type { InteractionStore } from '../../store/interaction-store.js';
import type { ServerParts } from '../server-parts.js';
import { jsonReply, type Reply } from './reply.js';
import type { Route } from './route.js';

const STORE_PATIENCE_MILLISECONDS = 1000;

const METHODS = ['GET', 'HEAD'];

/** What a server with a snapshot says of itself, by what its store says. */
const READINESS = { available: 'ready', unavailable: 'degraded' } as const;

/** What orchestrators ask: whether the process lives, and whether it can serve. */
export function healthRoutes(parts: ServerParts): Route[] {
  return [
    // The process is up and answers.
    { path: '/healthz', methods: METHODS, isGated: false, answer: () => jsonReply(200, { status: 'up' }) },
    { path: '/readyz', methods: METHODS, isGated: false, answer: () => readinessReply(parts) },
  ];
}

/**
 * 200 when recommendations can be served, 503 before the first snapshot and while the server drains. The store is told,
 * not demanded: what the snapshot knows is served without it, and a server that does so is `degraded`.
 */
async function readinessReply({ backend, served, isDraining }: ServerParts): Promise<Reply> {
  const snapshot = served.current;
  const store = await storeState(backend.store);
  const isServing = !isDraining() && snapshot !== undefined;
  return jsonReply(isServing ? 200 : 503, {
    status: isDraining() ? 'draining' : !isServing ? 'waiting for a snapshot' : READINESS[store],
    snapshot: snapshot?.version ?? null,
    store,
  });
}

/** Asks for the least that needs the store to answer; one that is slow counts as away. */
async function storeState(store: InteractionStore): Promise<'available' | 'unavailable'> {
  const timer = new AbortController();
  const tooLate = delay(STORE_PATIENCE_MILLISECONDS, 'unavailable' as const, { signal: timer.signal });
  const answered = store.listUsers({ first: 1 }).then(() => 'available' as const);
  try {
    return await Promise.race([answered, tooLate]);
  } catch {
    return 'unavailable';
  } finally {
    timer.abort();
    tooLate.catch(() => undefined);
  }
}
