import type { UserView } from '../../recommend/request.js';
import type { SentView } from './thread-messages.js';

/** How many users a thread remembers. */
const MOST = 16;

/**
 * Which users a thread has been told of. A page asks many questions about one user, who may have thousands of
 * interactions: they are sent once, and what the thread prepared for her serves all of the questions.
 */
export class SentViews {
  readonly #places = new Map<UserView, number>();
  readonly #users: UserView[] = [];
  #next = 0;

  refer(user: UserView): SentView {
    const known = this.#places.get(user);
    if (known !== undefined) return { place: known };
    const place = this.#next;
    this.#next = (place + 1) % MOST;
    const forgotten = this.#users[place];
    if (forgotten !== undefined) this.#places.delete(forgotten);
    this.#users[place] = user;
    this.#places.set(user, place);
    return { place, user };
  }
}
