import { inParts } from '../core/in-parts.js';

/** What takes about a millisecond. */
const KEYS_AT_A_TIME = 8192;

/** Keys ↔ dense indices: the one place where a caller's string becomes a row number and back. */
export class KeyIndex {
  readonly #keys: readonly string[];
  readonly #indices: ReadonlyMap<string, number>;

  /** The same as the constructor, in parts between which an event loop that serves requests has its turn. */
  static async inParts(keys: readonly string[]): Promise<KeyIndex> {
    const indices = new Map<string, number>();
    await inParts(keys.length, KEYS_AT_A_TIME, (start, end) => {
      for (let index = start; index < end; index++) indices.set(keys[index]!, index);
    });
    return new KeyIndex(keys, indices);
  }

  /** `keys` must not repeat; index i belongs to keys[i]. */
  constructor(keys: readonly string[], indices = new Map(keys.map((key, index) => [key, index]))) {
    this.#keys = keys;
    this.#indices = indices;
    if (this.#indices.size !== keys.length) throw new RangeError('Keys repeat.');
  }

  get size(): number {
    return this.#keys.length;
  }

  get keys(): readonly string[] {
    return this.#keys;
  }

  indexOf(key: string): number | undefined {
    return this.#indices.get(key);
  }

  keyAt(index: number): string {
    const key = this.#keys[index];
    if (key === undefined) throw new RangeError(`Index ${index} outside ${this.#keys.length} keys.`);
    return key;
  }
}
