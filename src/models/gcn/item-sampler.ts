import type { Random } from '../../core/random.js';

/** Draws `size` distinct items of `items` uniformly, or all of them when there are no more. O(items) a draw. */
export class ItemSampler {
  readonly size: number;
  readonly #pool: Int32Array;

  constructor(items: number, size: number) {
    this.size = Math.min(items, size);
    this.#pool = new Int32Array(items);
  }

  /** The first places of a Fisher–Yates shuffle of the items in their order, so that a draw depends on `random` alone. */
  draw(random: Random): Int32Array {
    const pool = this.#pool;
    for (let item = 0; item < pool.length; item++) pool[item] = item;
    if (this.size === pool.length) return pool.slice();
    for (let place = 0; place < this.size; place++) {
      const other = place + random.below(pool.length - place);
      const held = pool[place]!;
      pool[place] = pool[other]!;
      pool[other] = held;
    }
    return pool.slice(0, this.size);
  }
}
