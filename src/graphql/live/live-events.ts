import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '../../core/log.js';
import type { InteractionStore } from '../../store/interaction-store.js';
import { Mailbox } from './mailbox.js';

/** Why a user's recommendations may be others than before. */
export type ChangeReason = 'INTERACTIONS' | 'SNAPSHOT';

export interface RecommendationsChange {
  readonly userKey: string;
  readonly reason: ChangeReason;
}

/** Users of one read, and reads of one poll: the store is asked at a bounded rate however many are subscribed. */
const USERS_A_READ = 500;
const READS_A_POLL = 4;
/** After a swap every subscription computes anew: a few at a time, so that queries get their turn. */
const SWAP_SLICE = 20;
const SWAP_PAUSE_MILLISECONDS = 10;

interface Watched {
  /** Null for a user whom the store does not know, undefined while it could not be asked. */
  revision: number | null | undefined;
  readonly mailboxes: Set<Mailbox<RecommendationsChange>>;
}

export interface LiveEventsOptions {
  readonly store: InteractionStore;
  readonly log: Logger;
  /** How often the revisions of subscribed users are read, for what other servers and imports change. */
  readonly pollMilliseconds: number;
}

/** Who waits for what, and the telling: the news of one server. Users are compared by `revision`, whoever changed them. */
export class LiveEvents {
  readonly #store: InteractionStore;
  readonly #log: Logger;
  readonly #users = new Map<string, Watched>();
  readonly #swaps = new Set<Mailbox<string>>();
  readonly #poll: NodeJS.Timeout;
  #isPolling = false;
  #isClosed = false;

  constructor({ store, log, pollMilliseconds }: LiveEventsOptions) {
    this.#store = store;
    this.#log = log;
    this.#poll = setInterval(() => void this.#pollUsers(), pollMilliseconds);
    this.#poll.unref();
  }

  /** Resolves once whatever changes from here on is told. The user need not exist yet. */
  async recommendationsChanged(userKey: string): Promise<AsyncIterableIterator<RecommendationsChange>> {
    const mailbox = new Mailbox<RecommendationsChange>((ended) => this.#forget(userKey, ended));
    const watched = this.#users.get(userKey);
    if (this.#isClosed) mailbox.end();
    else if (watched !== undefined) watched.mailboxes.add(mailbox);
    else {
      this.#users.set(userKey, { revision: undefined, mailboxes: new Set([mailbox]) });
      await this.usersChanged([userKey]);
    }
    return mailbox;
  }

  modelSwapped(): AsyncIterableIterator<string> {
    const mailbox = new Mailbox<string>((ended) => void this.#swaps.delete(ended));
    if (this.#isClosed) mailbox.end();
    else this.#swaps.add(mailbox);
    return mailbox;
  }

  /** Subscriptions that wait, by field. */
  counts(): Readonly<Record<'recommendationsChanged' | 'modelSwapped', number>> {
    let users = 0;
    for (const { mailboxes } of this.#users.values()) users += mailboxes.size;
    return { recommendationsChanged: users, modelSwapped: this.#swaps.size };
  }

  /** Looks whether these users have another revision than before, and tells those who wait. Never rejects. */
  async usersChanged(userKeys: readonly string[]): Promise<void> {
    const keys = userKeys.filter((key) => this.#users.has(key));
    if (keys.length === 0) return;
    try {
      const records = await this.#store.usersByKey(keys);
      for (const [place, key] of keys.entries()) this.#compare(key, records[place]?.revision ?? null);
    } catch (error) {
      this.#log.debug({ err: error }, 'Revisions of subscribed users could not be read; they are read again.');
    }
  }

  /** Tells everyone, a few at a time. */
  async snapshotServed(version: string): Promise<void> {
    for (const mailbox of this.#swaps) mailbox.put(version);
    let told = 0;
    for (const [userKey, { mailboxes }] of [...this.#users]) {
      for (const mailbox of mailboxes) mailbox.put({ userKey, reason: 'SNAPSHOT' });
      if (++told % SWAP_SLICE === 0) await delay(SWAP_PAUSE_MILLISECONDS);
    }
  }

  /** Ends every subscription; new ones end at once. */
  close(): void {
    this.#isClosed = true;
    clearInterval(this.#poll);
    for (const mailbox of [...this.#swaps]) mailbox.end();
    for (const { mailboxes } of [...this.#users.values()]) for (const mailbox of [...mailboxes]) mailbox.end();
  }

  #compare(userKey: string, revision: number | null): void {
    const watched = this.#users.get(userKey);
    if (watched === undefined || watched.revision === revision) return;
    const isFirst = watched.revision === undefined;
    watched.revision = revision;
    if (isFirst) return;
    for (const mailbox of watched.mailboxes) mailbox.put({ userKey, reason: 'INTERACTIONS' });
  }

  #forget(userKey: string, mailbox: Mailbox<RecommendationsChange>): void {
    const watched = this.#users.get(userKey);
    watched?.mailboxes.delete(mailbox);
    if (watched?.mailboxes.size === 0) this.#users.delete(userKey);
  }

  /** Those at the front are read and go to the back, so that everyone's turn comes. */
  async #pollUsers(): Promise<void> {
    if (this.#isPolling || this.#users.size === 0) return;
    this.#isPolling = true;
    try {
      const keys = [...this.#users.keys()].slice(0, USERS_A_READ * READS_A_POLL);
      for (let start = 0; start < keys.length; start += USERS_A_READ) {
        await this.usersChanged(keys.slice(start, start + USERS_A_READ));
      }
      if (keys.length < this.#users.size) this.#toTheBack(keys);
    } finally {
      this.#isPolling = false;
    }
  }

  #toTheBack(keys: readonly string[]): void {
    for (const key of keys) {
      const watched = this.#users.get(key);
      if (watched === undefined) continue;
      this.#users.delete(key);
      this.#users.set(key, watched);
    }
  }
}
