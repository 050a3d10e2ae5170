/** Keys ↔ dense indices: the one place where a caller's string becomes a row number and back. */
export class KeyIndex {
  readonly #keys: readonly string[];
  readonly #indices: ReadonlyMap<string, number>;

  /** `keys` must not repeat; index i belongs to keys[i]. */
  constructor(keys: readonly string[]) {
    this.#keys = keys;
    this.#indices = new Map(keys.map((key, index) => [key, index]));
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
