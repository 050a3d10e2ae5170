import { watch, type FSWatcher } from 'node:fs';
import { basename } from 'node:path';
import type { Logger } from '../core/log.js';
import { readCurrent } from './current-pointer.js';
import type { SnapshotLayout } from './layout.js';

/** Events of one swap come in bursts: the pointer is read once they have settled. */
const DEBOUNCE_MILLISECONDS = 50;
/** Finds what file system events missed (network file systems, a directory that was not there yet). */
const POLL_MILLISECONDS = 1_000;

/**
 * Calls the listener with the version to serve whenever it is another than `known` says, at the start too. Works before
 * the directory is there and keeps no process alive. Returns a function that stops it.
 */
export function watchCurrent(
  layout: SnapshotLayout,
  known: () => string | undefined,
  listener: (version: string) => void,
  log: Logger,
): () => void {
  const watcher = new CurrentWatcher(layout, known, listener, log);
  return () => watcher.stop();
}

class CurrentWatcher {
  readonly #layout: SnapshotLayout;
  readonly #known: () => string | undefined;
  readonly #listener: (version: string) => void;
  readonly #log: Logger;
  readonly #poll: NodeJS.Timeout;
  #debounce: NodeJS.Timeout | undefined;
  #events: FSWatcher | undefined;
  #reported: string | undefined;
  #stale = false;
  #looking = false;
  #stopped = false;

  constructor(
    layout: SnapshotLayout,
    known: () => string | undefined,
    listener: (version: string) => void,
    log: Logger,
  ) {
    this.#layout = layout;
    this.#known = known;
    this.#listener = listener;
    this.#log = log;
    this.#poll = setInterval(() => this.#tick(), POLL_MILLISECONDS);
    this.#poll.unref();
    this.#tick();
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#poll);
    clearTimeout(this.#debounce);
    this.#events?.close();
  }

  #tick(): void {
    this.#events ??= this.#subscribe();
    void this.#look();
  }

  /** Undefined while the directory is not there; the next poll tries again. */
  #subscribe(): FSWatcher | undefined {
    try {
      const events = watch(this.#layout.root, { persistent: false }, (_event, name) => {
        if (name === null || name === basename(this.#layout.current)) this.#lookSoon();
      });
      events.on('error', () => this.#unsubscribe(events));
      return events;
    } catch {
      return undefined;
    }
  }

  #unsubscribe(events: FSWatcher): void {
    events.close();
    if (this.#events === events) this.#events = undefined;
  }

  #lookSoon(): void {
    clearTimeout(this.#debounce);
    this.#debounce = setTimeout(() => void this.#look(), DEBOUNCE_MILLISECONDS);
    this.#debounce.unref();
  }

  /** One look at a time; what happens during one makes it look once more. */
  async #look(): Promise<void> {
    this.#stale = true;
    if (this.#looking) return;
    this.#looking = true;
    while (this.#stale && !this.#isStopped()) {
      this.#stale = false;
      try {
        this.#compare(await readCurrent(this.#layout));
      } catch (error) {
        this.#log.warn({ err: error }, 'The pointer to the current snapshot cannot be read.');
      }
    }
    this.#looking = false;
  }

  /** Reports a version once; again only after another was current in between. */
  #compare(version: string | undefined): void {
    if (this.#isStopped() || version === undefined || version === this.#reported) return;
    const isKnown = version === this.#known();
    this.#reported = isKnown ? undefined : version;
    if (!isKnown) this.#listener(version);
  }

  /** A function, because the compiler takes a field that it saw false to stay so across an await. */
  #isStopped(): boolean {
    return this.#stopped;
  }
}
