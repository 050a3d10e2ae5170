/** State of a generator: four 32-bit words; JSON-safe, so that a checkpoint can hold it. */
export type RandomState = readonly [number, number, number, number];

/**
 * Seeded random numbers: xoshiro128** (Blackman & Vigna, 2018), seeded through splitmix32.
 * Every random decision of Edgewise comes from one of these, passed in; nothing calls Math.random.
 */
export class Random {
  #s0: number;
  #s1: number;
  #s2: number;
  #s3: number;

  private constructor(state: RandomState) {
    [this.#s0, this.#s1, this.#s2, this.#s3] = state;
  }

  static fromSeed(seed: number): Random {
    const next = splitmix32(seed);
    return new Random([next(), next(), next(), next()]);
  }

  static fromState(state: RandomState): Random {
    return new Random(state);
  }

  get state(): RandomState {
    return [this.#s0, this.#s1, this.#s2, this.#s3];
  }

  /** An independent stream for one purpose: the same seed and label always give the same stream. */
  static stream(seed: number, label: string): Random {
    let hash = 0x811c9dc5; // FNV-1a over the label
    for (let i = 0; i < label.length; i++) hash = Math.imul(hash ^ label.charCodeAt(i), 0x01000193);
    return Random.fromSeed((seed ^ hash) >>> 0);
  }

  /** Uniform 32-bit unsigned integer. */
  uint32(): number {
    const result = Math.imul(rotateLeft(Math.imul(this.#s1, 5), 7), 9) >>> 0;
    const t = this.#s1 << 9;
    this.#s2 ^= this.#s0;
    this.#s3 ^= this.#s1;
    this.#s1 ^= this.#s2;
    this.#s0 ^= this.#s3;
    this.#s2 ^= t;
    this.#s3 = rotateLeft(this.#s3, 11);
    return result;
  }

  /** Uniform in [0, 1) with 32 bits. */
  float(): number {
    return this.uint32() / 0x1_0000_0000;
  }

  /**
   * Uniform integer in [0, bound), bound from 1 to 2^32, without modulo bias: values past the last full multiple are
   * drawn again. Throws RangeError for a bound below 1 or NaN, under which it would draw for ever.
   */
  below(bound: number): number {
    if (!(bound >= 1)) throw new RangeError(`There is no integer to draw below ${bound}.`);
    const limit = 0x1_0000_0000 - (0x1_0000_0000 % bound);
    for (;;) {
      const value = this.uint32();
      if (value < limit) return value % bound;
    }
  }

  /** Standard normal (Marsaglia's polar method). */
  normal(): number {
    for (;;) {
      const u = 2 * this.float() - 1;
      const v = 2 * this.float() - 1;
      const s = u * u + v * v;
      if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
    }
  }

  /** Fisher–Yates, in place. */
  shuffle<T extends { length: number; [index: number]: V }, V>(values: T): T {
    for (let i = values.length - 1; i > 0; i--) {
      const j = this.below(i + 1);
      const held = values[i] as V;
      values[i] = values[j] as V;
      values[j] = held;
    }
    return values;
  }
}

function rotateLeft(x: number, k: number): number {
  return (x << k) | (x >>> (32 - k));
}

function splitmix32(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z ^= z >>> 15;
    z = Math.imul(z, 0x735a2d97);
    return (z ^ (z >>> 15)) >>> 0;
  };
}
