import type { Random } from '../../../core/random.js';

/** Draws indices with probability proportional to fixed weights: cumulated sums and a binary search. */
export class WeightedChoice {
  readonly #cumulated: Float64Array;

  /** `weights` are not negative and at least one is above zero. */
  constructor(weights: readonly number[]) {
    this.#cumulated = new Float64Array(weights.length);
    let sum = 0;
    weights.forEach((weight, index) => (this.#cumulated[index] = sum += weight));
  }

  draw(random: Random): number {
    const target = random.float() * this.#cumulated[this.#cumulated.length - 1]!;
    let low = 0;
    let high = this.#cumulated.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#cumulated[middle]! > target) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
