import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Random } from '../../src/core/random.js';

const take = (count: number, draw: () => number): number[] => Array.from({ length: count }, draw);

describe('Random', () => {
  it('draws what the reference xoshiro128** draws from the state 1, 2, 3, 4', () => {
    const random = Random.fromState([1, 2, 3, 4]);
    expect(take(10, () => random.uint32())).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ]);
  });

  it('is seeded through splitmix32 (values from a second implementation, in Python)', () => {
    const random = Random.fromSeed(42);
    expect(random.state).toEqual([551831576, 144025891, 322543647, 3034809370]);
    expect(take(6, () => random.uint32())).toEqual([
      660444221, 3652823732, 77672526, 910233633, 2297337756, 3786072677,
    ]);
  });

  it('gives every label a stream of its own, the same each time', () => {
    const sampler = Random.stream(42, 'sampler');
    expect(take(4, () => sampler.uint32())).toEqual([3627441415, 3123840509, 892326204, 2356227246]);
    expect(Random.stream(42, 'hold-out').state).not.toEqual(Random.stream(42, 'sampler').state);
    expect(Random.stream(43, 'sampler').state).not.toEqual(Random.stream(42, 'sampler').state);
  });

  it('continues from a state that went through JSON as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(50), (seed, drawn) => {
        const random = Random.fromSeed(seed);
        take(drawn, () => random.uint32());
        const revived = Random.fromState(JSON.parse(JSON.stringify(random.state)) as typeof random.state);
        expect(take(20, () => revived.uint32())).toEqual(take(20, () => random.uint32()));
      }),
    );
  });

  it('draws floats in [0, 1) with the mean and variance of a uniform', () => {
    const random = Random.fromSeed(7);
    const values = take(100_000, () => random.float());
    expect(values.every((value) => value >= 0 && value < 1)).toBe(true);
    expect(mean(values)).toBeCloseTo(1 / 2, 2);
    expect(variance(values)).toBeCloseTo(1 / 12, 2);
  });

  it('draws integers below a bound equally often', () => {
    const random = Random.fromSeed(11);
    const draws = 70_000;
    const counts = new Array<number>(7).fill(0);
    for (let i = 0; i < draws; i++) counts[random.below(7)]!++;
    const expected = draws / counts.length;
    const chiSquare = counts.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
    expect(chiSquare).toBeLessThan(22.5); // 6 degrees of freedom, p = 0.001
  });

  it('stays below any bound, up to all of 32 bits', () => {
    const random = Random.fromSeed(3);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 32 }), (bound) => {
        const value = random.below(bound);
        expect(Number.isInteger(value) && value >= 0 && value < bound).toBe(true);
      }),
    );
  });

  it('refuses a bound below which there is no integer', () => {
    expect(() => Random.fromSeed(1).below(0)).toThrow(RangeError);
    expect(() => Random.fromSeed(1).below(Number.NaN)).toThrow(RangeError);
  });

  it('draws normals with mean 0 and variance 1, two thirds of them within one deviation', () => {
    const random = Random.fromSeed(5);
    const values = take(100_000, () => random.normal());
    expect(mean(values)).toBeCloseTo(0, 1);
    expect(variance(values)).toBeCloseTo(1, 1);
    expect(values.filter((value) => Math.abs(value) < 1).length / values.length).toBeCloseTo(0.6827, 2);
  });

  it('shuffles in place into a permutation, plain and typed arrays alike', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.integer({ min: -1000, max: 1000 })), (seed, values) => {
        const shuffled = Random.fromSeed(seed).shuffle([...values]);
        const typed = Random.fromSeed(seed).shuffle(Int32Array.from(values));
        expect([...typed]).toEqual(shuffled);
        expect(shuffled.toSorted((a, b) => a - b)).toEqual(values.toSorted((a, b) => a - b));
      }),
    );
  });

  it('shuffles into every order equally often', () => {
    const random = Random.fromSeed(13);
    const counts = new Map<string, number>();
    for (let i = 0; i < 12_000; i++) {
      const order = random.shuffle(['a', 'b', 'c']).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    const chiSquare = [...counts.values()].reduce((total, count) => total + (count - 2000) ** 2 / 2000, 0);
    expect(counts.size).toBe(6);
    expect(chiSquare).toBeLessThan(20.5); // 5 degrees of freedom, p = 0.001
  });
});

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function variance(values: readonly number[]): number {
  const center = mean(values);
  return mean(values.map((value) => (value - center) ** 2));
}
