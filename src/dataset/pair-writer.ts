import type { CsrMatrix } from '../linalg/csr.js';
import type { PairEvents } from './dataset.js';

export interface WrittenPairs {
  readonly interactions: CsrMatrix;
  readonly events: PairEvents;
  /** Per pair: see `Dataset.sequence`. */
  readonly sequence: Int32Array;
}

/** Fills the arrays of a CSR matrix and of its events, pair by pair in ascending order of user and item. */
export class PairWriter {
  readonly #rows: number;
  readonly #columns: number;
  readonly #indptr: Int32Array;
  readonly #indices: Int32Array;
  readonly #values: Float32Array | null;
  readonly #sequence: Int32Array;
  readonly #offsets: Int32Array;
  readonly #behaviors: Uint8Array;
  readonly #at: Float64Array;
  readonly #weights: Float32Array;
  #pairs = 0;
  #events = 0;

  /** `capacity`: at least as many as there will be events. `weighted`: whether the matrix has values other than 1. */
  constructor(rows: number, columns: number, capacity: number, weighted: boolean) {
    this.#rows = rows;
    this.#columns = columns;
    this.#indptr = new Int32Array(rows + 1);
    this.#indices = new Int32Array(capacity);
    this.#values = weighted ? new Float32Array(capacity) : null;
    this.#sequence = new Int32Array(capacity);
    this.#offsets = new Int32Array(capacity + 1);
    this.#behaviors = new Uint8Array(capacity);
    this.#at = new Float64Array(capacity);
    this.#weights = new Float32Array(capacity);
  }

  /** An event of the pair that `endPair` will close. */
  addEvent(behavior: number, at: number, weight: number): void {
    const event = this.#events++;
    this.#behaviors[event] = behavior;
    this.#at[event] = at;
    this.#weights[event] = weight;
  }

  endPair(user: number, item: number, weight: number, sequence: number): void {
    const pair = this.#pairs++;
    this.#indptr[user + 1]!++;
    this.#indices[pair] = item;
    if (this.#values !== null) this.#values[pair] = weight;
    this.#sequence[pair] = sequence;
    this.#offsets[pair + 1] = this.#events;
  }

  finish(): WrittenPairs {
    const pairs = this.#pairs;
    for (let row = 0; row < this.#rows; row++) this.#indptr[row + 1]! += this.#indptr[row]!;
    return {
      interactions: {
        rows: this.#rows,
        columns: this.#columns,
        indptr: this.#indptr,
        indices: trimmed(this.#indices, pairs),
        values: this.#values === null ? null : trimmed(this.#values, pairs),
      },
      events: {
        offsets: trimmed(this.#offsets, pairs + 1),
        behaviors: trimmed(this.#behaviors, this.#events),
        at: trimmed(this.#at, this.#events),
        weights: trimmed(this.#weights, this.#events),
      },
      sequence: trimmed(this.#sequence, pairs),
    };
  }
}

function trimmed<T extends { readonly length: number; slice(start: number, end: number): T }>(
  array: T,
  length: number,
): T {
  return array.length === length ? array : array.slice(0, length);
}
