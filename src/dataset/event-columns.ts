import { EdgewiseError } from '../core/errors.js';

/** Events as columns, in the order in which they were added; users, items and behaviors by provisional number. */
export interface EventTable {
  readonly users: Int32Array;
  readonly items: Int32Array;
  readonly behaviors: Uint8Array;
  /** Milliseconds. */
  readonly at: Float64Array;
  readonly weights: Float32Array;
}

const BLOCK = 1 << 16;
/** Positions of events are 32-bit integers. */
const MOST_EVENTS = 2 ** 31 - 1;

/** Grows by blocks, so that reading 10⁷ events never copies what was read: 21 bytes an event. */
export class EventColumns {
  #blocks: EventTable[] = [];
  #last: EventTable | undefined;
  #used = BLOCK; // of the last block
  #newest = 0;

  get length(): number {
    return this.#last === undefined ? 0 : (this.#blocks.length - 1) * BLOCK + this.#used;
  }

  /** The latest time of any event, in milliseconds; 0 when none has one. */
  get newest(): number {
    return this.#newest;
  }

  add(user: number, item: number, behavior: number, at: number, weight: number): void {
    if (this.#used === BLOCK || this.#last === undefined) this.#last = this.#grow();
    const { users, items, behaviors, at: times, weights } = this.#last;
    const position = this.#used++;
    users[position] = user;
    items[position] = item;
    behaviors[position] = behavior;
    times[position] = at;
    weights[position] = weight;
    if (at > this.#newest) this.#newest = at;
  }

  /** Joins the blocks and lets go of them: the columns are empty afterwards. */
  take(): EventTable {
    const count = this.length;
    const blocks = this.#blocks;
    this.#blocks = [];
    this.#last = undefined;
    this.#used = BLOCK;
    this.#newest = 0;
    return {
      users: join(new Int32Array(count), blocks, (block) => block.users),
      items: join(new Int32Array(count), blocks, (block) => block.items),
      behaviors: join(new Uint8Array(count), blocks, (block) => block.behaviors),
      at: join(new Float64Array(count), blocks, (block) => block.at),
      weights: join(new Float32Array(count), blocks, (block) => block.weights),
    };
  }

  #grow(): EventTable {
    if (this.length + BLOCK > MOST_EVENTS) {
      throw new EdgewiseError('DATASET_TOO_LARGE', `A dataset holds at most ${MOST_EVENTS} events.`);
    }
    const block: EventTable = {
      users: new Int32Array(BLOCK),
      items: new Int32Array(BLOCK),
      behaviors: new Uint8Array(BLOCK),
      at: new Float64Array(BLOCK),
      weights: new Float32Array(BLOCK),
    };
    this.#blocks.push(block);
    this.#used = 0;
    return block;
  }
}

type Column = Int32Array | Uint8Array | Float64Array | Float32Array;

function join<C extends Column>(whole: C, blocks: readonly EventTable[], column: (block: EventTable) => C): C {
  blocks.forEach((block, index) => {
    const start = index * BLOCK;
    const part = column(block);
    whole.set(start + BLOCK <= whole.length ? part : part.subarray(0, whole.length - start), start);
  });
  return whole;
}
