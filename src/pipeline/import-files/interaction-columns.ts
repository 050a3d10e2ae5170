import { orderByPair } from '../../dataset/order-by-pair.js';
import { GrowingColumn } from './growing-column.js';

/** An interaction by the numbers of its user, item and behavior. */
export interface NumberedInteraction {
  readonly user: number;
  readonly item: number;
  readonly behavior: number;
  readonly at: number;
  readonly weight: number;
}

/** Interactions as columns: 28 bytes each while they are gathered, up to 64 while they are put in order. */
export class InteractionColumns {
  readonly #users = new GrowingColumn(Int32Array);
  readonly #items = new GrowingColumn(Int32Array);
  readonly #behaviors = new GrowingColumn(Int32Array);
  readonly #at = new GrowingColumn(Float64Array);
  /** In full, unlike a dataset's: the next load must find the weight that it brings. */
  readonly #weights = new GrowingColumn(Float64Array);

  /** Errors: DATASET_TOO_LARGE. */
  add({ user, item, behavior, at, weight }: NumberedInteraction): void {
    this.#users.push(user);
    this.#items.push(item);
    this.#behaviors.push(behavior);
    this.#at.push(at);
    this.#weights.push(weight);
  }

  /**
   * Each (user, item, behavior, at) once, with its last weight; ascending by user, then item, then as they were added.
   * `users` and `items` are how many there are. The columns are empty afterwards.
   */
  *takeDistinct(users: number, items: number): Generator<NumberedInteraction> {
    const columns = { users: this.#users.take(), items: this.#items.take() };
    const behaviors = this.#behaviors.take();
    const at = this.#at.take();
    const weights = this.#weights.take();
    const order = orderByPair(columns, users, items);
    let start = 0;
    while (start < order.length) {
      const user = columns.users[order[start]!]!;
      const item = columns.items[order[start]!]!;
      let end = start + 1;
      while (columns.users[order[end]!] === user && columns.items[order[end]!] === item) end++;
      for (const event of lastOfEach(order.subarray(start, end), behaviors, at)) {
        yield { user, item, behavior: behaviors[event]!, at: at[event]!, weight: weights[event]! };
      }
      start = end;
    }
  }
}

/** Of the events of one pair with equal behavior and time the last. */
function lastOfEach(events: Int32Array, behaviors: Int32Array, at: Float64Array): Iterable<number> {
  if (events.length === 1) return events;
  const last = new Map<string, number>();
  for (const event of events) last.set(`${behaviors[event]!} ${at[event]!}`, event);
  return last.values();
}
