import { Random, type RandomState } from '../../core/random.js';

/** Where an order stands: enough to go on from there with the same batches. JSON-safe. */
export interface BatchOrderPosition {
  /** State from which the current epoch was shuffled. */
  readonly shuffledFrom: RandomState;
  /** Batches of the current epoch already taken. */
  readonly taken: number;
}

/**
 * Cuts `units` (users or edges) into batches of nearly equal size, at most `batchSize`, in an order shuffled anew for
 * every epoch. Each shuffle starts from the units as given, so that a position is a random state and a count.
 */
export class BatchOrder {
  readonly batchesPerEpoch: number;
  readonly #units: Int32Array;
  readonly #order: Int32Array;
  #random: Random;
  #shuffledFrom: RandomState;
  #taken = 0;

  constructor(units: Int32Array, batchSize: number, random: Random) {
    this.#units = units;
    this.#order = units.slice();
    this.batchesPerEpoch = Math.ceil(units.length / batchSize);
    this.#random = random;
    this.#shuffledFrom = random.state;
    this.#shuffle();
  }

  /** The next batch; valid until the epoch ends. The first batch of an epoch comes after the last of the one before. */
  next(): Int32Array {
    if (this.#taken === this.batchesPerEpoch) {
      this.#taken = 0;
      this.#shuffle();
    }
    const start = this.#boundary(this.#taken);
    this.#taken++;
    return this.#order.subarray(start, this.#boundary(this.#taken));
  }

  get position(): BatchOrderPosition {
    return { shuffledFrom: this.#shuffledFrom, taken: this.#taken };
  }

  /** Goes to a position taken from an order of the same units and batch size. */
  moveTo({ shuffledFrom, taken }: BatchOrderPosition): void {
    this.#random = Random.fromState(shuffledFrom);
    this.#shuffle();
    this.#taken = taken;
  }

  #shuffle(): void {
    this.#shuffledFrom = this.#random.state;
    this.#order.set(this.#units);
    this.#random.shuffle<Int32Array, number>(this.#order);
  }

  #boundary(batch: number): number {
    return Math.floor((batch * this.#units.length) / this.batchesPerEpoch);
  }
}
