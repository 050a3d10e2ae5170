import { describe, expect, it } from '@jest/globals';
import { Random } from '../../src/core/random.js';
import { pairedDifferences } from '../../src/metrics/paired-test.js';

describe('pairedDifferences', () => {
  it('gives the p of counting all sign flips by hand', async () => {
    // Differences 1 1 1 1: of the 16 assignments only all + and all − reach ±4, so p → 2/16.
    const [first, second] = [{ x: Float64Array.of(0, 0, 0, 0, 5) }, { x: Float64Array.of(1, 1, 1, 1, 5) }];
    const { x } = await pairedDifferences(first, second, { seed: 1 });
    expect(x).toMatchObject({ difference: 0.8, users: 4 });
    expect(x!.p).toBeGreaterThan(0.11);
    expect(x!.p).toBeLessThan(0.14);
  });

  it('finds a steady difference and gives it a sign', async () => {
    const random = Random.fromSeed(5);
    const base = Float64Array.from({ length: 300 }, () => random.float());
    const better = base.map((value) => value + 0.05 + 0.1 * random.normal());
    const { x } = await pairedDifferences({ x: base }, { x: better }, { seed: 1 });
    const { x: turned } = await pairedDifferences({ x: better }, { x: base }, { seed: 1 });
    expect(x!.p).toBe(1 / 10_000);
    expect(x!.interval[0]).toBeGreaterThan(0);
    expect(turned!.difference).toBeCloseTo(-x!.difference, 12);
    expect(turned!.interval[1]).toBeLessThan(0);
  });

  it('is evenly spread where there is no difference', async () => {
    let small = 0;
    for (let trial = 0; trial < 200; trial++) {
      const random = Random.fromSeed(trial);
      const draw = (): Float64Array => Float64Array.from({ length: 40 }, () => random.normal());
      const { x } = await pairedDifferences({ x: draw() }, { x: draw() }, { seed: trial, flips: 199 });
      if (x!.p <= 0.1) small++;
    }
    expect(small).toBeGreaterThan(8);
    expect(small).toBeLessThan(34);
  });

  it('says nothing of equal rankings and of metrics that one side lacks', async () => {
    const same = { x: Float64Array.of(1, 2), y: Float64Array.of(1, 1) };
    expect(await pairedDifferences(same, { x: same.x }, { seed: 1 })).toEqual({
      x: { difference: 0, interval: [0, 0], p: 1, users: 0 },
    });
  });
});
