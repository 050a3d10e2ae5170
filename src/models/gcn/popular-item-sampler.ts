import type { Random } from '../../core/random.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import { kthSmallest } from '../../linalg/kth-smallest.js';

/**
 * Draws `size` distinct items, each draw of those left in proportion to how many users they have, or all items when there are
 * no more: what users of other batches have, as in-batch negatives are. Items of nobody come last. O(I) a draw.
 */
export class PopularItemSampler {
  readonly size: number;
  /** Users of each item [I]. */
  readonly #users: Float64Array;
  readonly #keys: Float64Array;
  readonly #reordered: Float64Array;

  constructor({ columns, indices }: CsrMatrix, size: number) {
    this.size = Math.min(columns, size);
    this.#users = new Float64Array(columns);
    for (const item of indices) this.#users[item]!++;
    this.#keys = new Float64Array(columns);
    this.#reordered = new Float64Array(columns);
  }

  /** The smallest of exponential times at rates of popularity (Efraimidis & Spirakis, 2006), ascending by item. */
  draw(random: Random): Int32Array {
    const keys = this.#keys;
    if (this.size === keys.length) return Int32Array.from(keys.keys());
    for (let item = 0; item < keys.length; item++) {
      const users = this.#users[item]!;
      keys[item] = users > 0 ? -Math.log(1 - random.float()) / users : Infinity;
    }
    this.#reordered.set(keys);
    return this.#upTo(kthSmallest(this.#reordered, this.size - 1));
  }

  /** The items whose keys are lower, filled up with the first of those that share the key. */
  #upTo(last: number): Int32Array {
    const keys = this.#keys;
    let ties = this.size;
    for (const key of keys) if (key < last) ties--;
    const drawn = new Int32Array(this.size);
    let next = 0;
    for (let item = 0; item < keys.length; item++) {
      if (keys[item]! < last || (keys[item] === last && ties-- > 0)) drawn[next++] = item;
    }
    return drawn;
  }
}
