import { compareKeys } from '../core/key-order.js';

/** `key`: by code point, as the store orders them. `numeric`: non-negative integers by value, then all others by code point. */
export type KeyOrder = 'key' | 'numeric';

/** Keys in their final order, and where each provisional number went. */
export interface RankedKeys {
  readonly keys: readonly string[];
  /** Provisional number → rank. */
  readonly rankOf: Int32Array;
}

/** Numbers distinct keys by first appearance while a stream is read; `rank` puts them in order at the end. */
export class KeyInterner {
  readonly #numbers = new Map<string, number>();
  readonly #keys: string[] = [];
  /** Events mostly come user by user: the key of the last call is often that of the next. */
  #lastKey: string | undefined;
  #lastNumber = 0;

  /** By provisional number. */
  get keys(): readonly string[] {
    return this.#keys;
  }

  intern(key: string): number {
    if (key !== this.#lastKey) {
      this.#lastNumber = this.#numbers.get(key) ?? this.#append(detached(key));
      this.#lastKey = this.#keys[this.#lastNumber];
    }
    return this.#lastNumber;
  }

  rank(order: KeyOrder): RankedKeys {
    const keys = this.#keys;
    const compare = order === 'key' ? compareKeys : compareNumerically;
    const sorted = Int32Array.from(keys.keys()).sort((a, b) => compare(keys[a]!, keys[b]!));
    const rankOf = new Int32Array(keys.length);
    sorted.forEach((number, rank) => (rankOf[number] = rank));
    return { keys: Array.from(sorted, (number) => keys[number]!), rankOf };
  }

  #append(key: string): number {
    const number = this.#keys.length;
    this.#numbers.set(key, number);
    this.#keys.push(key);
    return number;
  }
}

/** V8 makes substrings of 13 and more characters views that keep the whole block of input alive: hold a copy instead. */
function detached(key: string): string {
  if (key.length < 13) return key;
  const copy = Buffer.from(key, 'utf8').toString('utf8');
  return copy === key ? copy : key; // a lone surrogate does not survive UTF-8
}

const INTEGER = /^\d+$/;

function compareNumerically(a: string, b: string): number {
  const aIsInteger = INTEGER.test(a);
  if (aIsInteger !== INTEGER.test(b)) return aIsInteger ? -1 : 1;
  if (!aIsInteger) return compareKeys(a, b);
  const x = a.replace(/^0+(?=\d)/, '');
  const y = b.replace(/^0+(?=\d)/, '');
  return x.length - y.length || compareKeys(x, y) || compareKeys(a, b);
}
