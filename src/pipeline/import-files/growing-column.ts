import { EdgewiseError } from '../../core/errors.js';

type Column = Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;

const BLOCK = 1 << 16;
/** Positions are 32-bit integers. */
const MOST_VALUES = 2 ** 31 - 1;

/** Numbers of one type; grows by blocks, so that what is there is never copied. */
export class GrowingColumn<C extends Column> {
  readonly #type: new (length: number) => C;
  #blocks: C[] = [];
  #last: C | undefined;
  #used = BLOCK;

  constructor(type: new (length: number) => C) {
    this.#type = type;
  }

  /** Errors: DATASET_TOO_LARGE. */
  push(value: number): void {
    if (this.#used === BLOCK || this.#last === undefined) this.#last = this.#grow();
    this.#last[this.#used++] = value;
  }

  /** Joins the blocks and lets go of them: the column is empty afterwards. */
  take(): C {
    const blocks = this.#blocks;
    const whole = new this.#type(blocks.length === 0 ? 0 : (blocks.length - 1) * BLOCK + this.#used);
    this.#blocks = [];
    this.#last = undefined;
    this.#used = BLOCK;
    blocks.forEach((block, index) => {
      const start = index * BLOCK;
      whole.set(block.subarray(0, whole.length - start), start);
    });
    return whole;
  }

  #grow(): C {
    if ((this.#blocks.length + 1) * BLOCK > MOST_VALUES) {
      throw new EdgewiseError('DATASET_TOO_LARGE', `At most ${MOST_VALUES} interactions are written at once.`);
    }
    const block = new this.#type(BLOCK);
    this.#blocks.push(block);
    this.#used = 0;
    return block;
  }
}
