import { availableParallelism } from 'node:os';
import { servedComponent } from '../../recommend/served-component.js';
import type { Snapshot } from '../../snapshot/snapshot.js';

/** Whether and where rankings and influences are computed on threads. */
export interface ThreadOptions {
  /**
   * Threads for rankings; one more is for influences. `auto` starts them when the catalog asks for it, or the load: once
   * computing has taken half of a second of the event loop.
   */
  readonly count: number | 'auto' | 'off';
  /** The program of the threads, where it does not lie beside this module: sources have none that Node could start. */
  readonly program?: URL;
}

/** More would wait for memory, not for processors. */
const MOST = 8;

/**
 * Work above which a ranking is worth a thread, about .3 ms of it: posting a question and its answer takes a tenth of a
 * millisecond of the event loop.
 */
const WORTH_A_THREAD = 1_000_000;

/** Work that ends within the turn that rankings have of the event loop. */
const WITHIN_A_TURN = 8_000_000;

export function rankingThreads({ count }: ThreadOptions): number {
  if (count === 'off') return 0;
  return count === 'auto' ? Math.max(1, Math.min(MOST, availableParallelism() - 1)) : count;
}

/** Whether a snapshot is served by threads from the first request on. */
export function asksForThreads(snapshot: Snapshot, { count }: ThreadOptions): boolean {
  return typeof count === 'number' || (count === 'auto' && rankingWork(snapshot) >= WORTH_A_THREAD);
}

/** Whether a ranking for a lonely request may be computed where requests are answered. */
export function isRankedInATurn(snapshot: Snapshot, { count }: ThreadOptions): boolean {
  return count === 'auto' && rankingWork(snapshot) <= WITHIN_A_TURN;
}

/** About the additions that a ranking of the whole catalog takes. */
function rankingWork(snapshot: Snapshot): number {
  const { items, interactions, components } = snapshot;
  const dimensions = Math.max(0, ...components.map(({ parameters }) => Number(parameters['dimensions'] ?? 0)));
  const kind = servedComponent(snapshot)?.kind;
  const walked = kind === 'walk' || kind === 'blend' ? interactions.indices.length / 4 : 0;
  return items.size * (1 + dimensions) + walked;
}
