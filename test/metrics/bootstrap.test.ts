import { describe, expect, it } from '@jest/globals';
import { Random } from '../../src/core/random.js';
import { bootstrapIntervals } from '../../src/metrics/bootstrap.js';
import { mean, sampleDeviation } from '../../src/metrics/mean.js';

describe('bootstrapIntervals', () => {
  const normals = (users: number, seed: number): Float64Array => {
    const random = Random.fromSeed(seed);
    return Float64Array.from({ length: users }, () => 5 + 2 * random.normal());
  };

  it('is about two standard errors to either side of the mean', async () => {
    const values = normals(400, 1);
    const { x } = await bootstrapIntervals({ x: values }, { random: Random.fromSeed(2), resamples: 4000 });
    const error = sampleDeviation(values) / Math.sqrt(values.length);
    expect(x![0]).toBeGreaterThan(mean(values) - 2.15 * error);
    expect(x![0]).toBeLessThan(mean(values) - 1.78 * error);
    expect(x![1]).toBeGreaterThan(mean(values) + 1.78 * error);
    expect(x![1]).toBeLessThan(mean(values) + 2.15 * error);
  });

  it('covers the true mean about as often as it says', async () => {
    let covered = 0;
    for (let trial = 0; trial < 200; trial++) {
      const options = { random: Random.fromSeed(trial), resamples: 300, level: 0.9 };
      const { x } = await bootstrapIntervals({ x: normals(60, 1000 + trial) }, options);
      if (x![0] <= 5 && x![1] >= 5) covered++;
    }
    expect(covered).toBeGreaterThan(165);
    expect(covered).toBeLessThan(195);
  });

  it('is the same for the same seed, a point where all users agree, and [0, 0] of nobody', async () => {
    const values = { x: normals(30, 3), same: new Float64Array(30).fill(0.25) };
    const [first, second] = [
      await bootstrapIntervals(values, { random: Random.fromSeed(4) }),
      await bootstrapIntervals(values, { random: Random.fromSeed(4) }),
    ];
    expect(second).toEqual(first);
    expect(first['same']).toEqual([0.25, 0.25]);
    expect(await bootstrapIntervals({ x: new Float64Array(0) }, { random: Random.fromSeed(1) })).toEqual({ x: [0, 0] });
  });
});
