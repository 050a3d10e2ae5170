import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { EdgewiseError } from '../../core/errors.js';
import type { RunContext } from '../../core/run-context.js';
import type { InteractionStore } from '../../store/interaction-store.js';
import type { Lease } from '../../store/lease.js';

const NAME = 'refresh';

/** What the holder of the lease works with. */
export interface HeldLease {
  readonly name: string;
  readonly token: string;
  /** Renews; throws LEASE_LOST when another took it over meanwhile. Asked before whatever others can see. */
  assertHeld(): Promise<void>;
}

/**
 * Runs work while this process holds the store's lease for refreshes, among all processes and machines that share the
 * store. It is renewed four times a term; a holder that stops renewing loses it at the end of the term, and one on this
 * machine whose process is gone loses it at once. When another took it, the work is aborted.
 * Errors: REFRESH_IN_PROGRESS with the holder and until when; LEASE_LOST; those of the work and the store.
 */
export async function withRefreshLease<Result>(
  store: InteractionStore,
  seconds: number,
  run: RunContext,
  work: (lease: HeldLease, run: RunContext) => Promise<Result>,
): Promise<Result> {
  const token = randomUUID();
  const take = (evict?: string): Promise<Lease> =>
    store.takeLease({
      name: NAME,
      token,
      holder: describeHolder(),
      milliseconds: seconds * 1000,
      ...(evict !== undefined && { evict }),
    });
  await takeFirst(take, run);
  const lost = new AbortController();
  const assertHeld = async (): Promise<void> => {
    const lease = await take();
    if (lease.isTaken) return;
    lost.abort();
    throw leaseLost(lease);
  };
  const heartbeat = setInterval(() => void assertHeld().catch((error: unknown) => warn(error, run)), seconds * 250);
  heartbeat.unref();
  try {
    return await work(
      { name: NAME, token, assertHeld },
      { ...run, signal: AbortSignal.any([run.signal, lost.signal]) },
    );
  } catch (error) {
    if (lost.signal.aborted && !run.signal.aborted) throw leaseLost(await take().catch(() => undefined), error);
    throw error;
  } finally {
    clearInterval(heartbeat);
    await store.releaseLease(NAME, token).catch((error: unknown) => warn(error, run)); // it expires by itself
  }
}

async function takeFirst(take: (evict?: string) => Promise<Lease>, run: RunContext): Promise<void> {
  const lease = await take();
  if (lease.isTaken) return;
  if (isDeadHere(lease.holder)) {
    run.log.warn({ holder: lease.holder }, 'The process that refreshed before is gone; its lease is taken over.');
    const taken = await take(lease.token);
    if (taken.isTaken) return;
  }
  throw new EdgewiseError(
    'REFRESH_IN_PROGRESS',
    `${lease.holder} refreshes this store; its lease runs until ${new Date(lease.expiresAt).toISOString()}.`,
  );
}

function describeHolder(): string {
  return `process ${process.pid} on ${hostname()}`;
}

/** Whether the holder was a process of this machine that is no more. */
function isDeadHere(holder: string): boolean {
  const [, pid, host] = /^process (\d+) on (.+)$/.exec(holder) ?? [];
  if (host !== hostname() || Number(pid) === process.pid) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function leaseLost(lease: Lease | undefined, cause?: unknown): EdgewiseError {
  const who = lease === undefined ? 'Another process' : lease.holder;
  return new EdgewiseError('LEASE_LOST', `${who} took over while this refresh did not renew its lease.`, { cause });
}

function warn(error: unknown, run: RunContext): void {
  run.log.warn({ err: error }, 'The lease of the refresh could not be renewed.');
}
