import { setTimeout as delay } from 'node:timers/promises';
import type { InteractionStore } from '../../store/interaction-store.js';
import type { Backend } from '../request-context.js';
import type { ServedSnapshot } from '../served-snapshot.js';
import { jsonReply, type Reply } from './reply.js';

const STORE_PATIENCE_MILLISECONDS = 1000;

/** /healthz: the process is up and answers. */
export function healthReply(): Reply {
  return jsonReply(200, { status: 'up' });
}

/**
 * /readyz: 200 when recommendations can be served, 503 before the first snapshot and while the server drains. The store
 * is told, not demanded: what the snapshot knows is served without it.
 */
export async function readinessReply({ store }: Backend, served: ServedSnapshot, isDraining: boolean): Promise<Reply> {
  const snapshot = served.current;
  const status = isDraining ? 'draining' : snapshot === undefined ? 'waiting for a snapshot' : 'ready';
  return jsonReply(status === 'ready' ? 200 : 503, {
    status,
    snapshot: snapshot?.version ?? null,
    store: await storeState(store),
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
