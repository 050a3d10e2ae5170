import { EdgewiseError } from '../core/errors.js';

/** The best entries of a score vector, best first. */
export interface TopK {
  readonly indices: Int32Array;
  readonly scores: Float32Array;
}

/**
 * The k highest scores, best first; equal scores are ordered by lower index. Where `allowed` is given, only indices with
 * a non-zero entry there take part. Fewer than k come back when fewer take part. O(n log k), and close to O(n) in
 * practice, since most scores lose against the root of the heap.
 *
 * Errors: SHAPE_MISMATCH when `allowed` has another length or k is not a whole number of at least 0;
 * INTERNAL when a score that takes part is NaN, which no order can place.
 */
export function topK(scores: Float32Array, k: number, allowed?: Uint8Array): TopK {
  if (allowed !== undefined && allowed.length !== scores.length) {
    throw new EdgewiseError(
      'SHAPE_MISMATCH',
      `${scores.length} scores came with ${allowed.length} marks of what is allowed.`,
    );
  }
  if (!Number.isInteger(k) || k < 0)
    throw new EdgewiseError('SHAPE_MISMATCH', `k is ${k}, not a whole number of at least 0.`);
  const heap = new WorstFirstHeap(Math.min(k, scores.length));
  for (let index = 0; index < scores.length; index++) {
    if (allowed?.[index] === 0) continue;
    const score = scores[index]!;
    if (score !== score) throw new EdgewiseError('INTERNAL', `The score at index ${index} is not a number.`);
    heap.offer(index, score);
  }
  return heap.drain();
}

/**
 * A bounded binary heap with the worst kept entry at its root. Indices are offered in ascending order, so that a later
 * one with an equal score is always the worse.
 */
class WorstFirstHeap {
  readonly #indices: Int32Array;
  readonly #scores: Float32Array;
  #size = 0;

  constructor(capacity: number) {
    this.#indices = new Int32Array(capacity);
    this.#scores = new Float32Array(capacity);
  }

  offer(index: number, score: number): void {
    if (this.#size < this.#indices.length) {
      this.#rise(this.#size++, index, score);
    } else if (this.#size > 0 && score > this.#scores[0]!) {
      this.#sink(0, index, score);
    }
  }

  /** Empties the heap, best first. */
  drain(): TopK {
    const size = this.#size;
    const indices = new Int32Array(size);
    const scores = new Float32Array(size);
    for (let place = size - 1; place >= 0; place--) {
      indices[place] = this.#indices[0]!;
      scores[place] = this.#scores[0]!;
      this.#size = place;
      this.#sink(0, this.#indices[place]!, this.#scores[place]!);
    }
    return { indices, scores };
  }

  #rise(from: number, index: number, score: number): void {
    let slot = from;
    while (slot > 0) {
      const parent = (slot - 1) >>> 1;
      if (!isWorse(score, index, this.#scores[parent]!, this.#indices[parent]!)) break;
      this.#indices[slot] = this.#indices[parent]!;
      this.#scores[slot] = this.#scores[parent]!;
      slot = parent;
    }
    this.#indices[slot] = index;
    this.#scores[slot] = score;
  }

  #sink(from: number, index: number, score: number): void {
    let slot = from;
    for (;;) {
      let child = 2 * slot + 1;
      if (child >= this.#size) break;
      const right = child + 1;
      if (
        right < this.#size &&
        isWorse(this.#scores[right]!, this.#indices[right]!, this.#scores[child]!, this.#indices[child]!)
      )
        child = right;
      if (!isWorse(this.#scores[child]!, this.#indices[child]!, score, index)) break;
      this.#indices[slot] = this.#indices[child]!;
      this.#scores[slot] = this.#scores[child]!;
      slot = child;
    }
    if (slot < this.#indices.length) {
      this.#indices[slot] = index;
      this.#scores[slot] = score;
    }
  }
}

function isWorse(score: number, index: number, otherScore: number, otherIndex: number): boolean {
  return score < otherScore || (score === otherScore && index > otherIndex);
}
