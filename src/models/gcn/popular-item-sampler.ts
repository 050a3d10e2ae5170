import type { Random } from '../../core/random.js';
import type { CsrMatrix } from '../../linalg/csr.js';

/**
 * Draws `size` distinct items, each draw of those left in proportion to how many users they have, or all items when there are
 * no more: what users of other batches have, as in-batch negatives are. Items of nobody come last. O(I log I) a draw.
 */
export class PopularItemSampler {
  readonly size: number;
  /** Users of each item [I]. */
  readonly #users: Float64Array;
  readonly #keys: Float64Array;
  readonly #sorted: Float64Array;

  constructor({ columns, indices }: CsrMatrix, size: number) {
    this.size = Math.min(columns, size);
    this.#users = new Float64Array(columns);
    for (const item of indices) this.#users[item]!++;
    this.#keys = new Float64Array(columns);
    this.#sorted = new Float64Array(columns);
  }

  /** The smallest of exponential times at rates of popularity (Efraimidis & Spirakis, 2006), ascending by item. */
  draw(random: Random): Int32Array {
    const keys = this.#keys;
    if (this.size === keys.length) return Int32Array.from(keys.keys());
    for (let item = 0; item < keys.length; item++) {
      const users = this.#users[item]!;
      keys[item] = users > 0 ? -Math.log(1 - random.float()) / users : Infinity;
    }
    this.#sorted.set(keys);
    this.#sorted.sort();
    const last = this.#sorted[this.size - 1]!;
    let ties = this.size - this.#sorted.findIndex((key) => key === last);
    const drawn = new Int32Array(this.size);
    let next = 0;
    keys.forEach((key, item) => {
      if (key < last || (key === last && ties-- > 0)) drawn[next++] = item;
    });
    return drawn;
  }
}
