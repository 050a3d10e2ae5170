import { describe, expect, it } from '@jest/globals';
import { learningRateAt } from '../../../src/models/gcn/learning-rate.js';

describe('the learning rate', () => {
  const schedule = { learningRate: 0.1, warmUpSteps: 4, finalLearningRateShare: 0.2 };

  it('rises over the warm-up, then falls linearly to its final share', () => {
    const withoutDecay = { ...schedule, finalLearningRateShare: 1 };
    expect([1, 2, 3, 4, 5, 6].map((step) => learningRateAt(step, 101, withoutDecay))).toEqual(
      [0.02, 0.04, 0.06, 0.08, 0.1, 0.1].map((rate) => expect.closeTo(rate, 12)),
    );
    expect(learningRateAt(51, 101, schedule)).toBeCloseTo(0.1 * 0.6, 12);
    expect(learningRateAt(101, 101, schedule)).toBeCloseTo(0.1 * 0.2, 12);
  });

  it('is the peak throughout for one step without warm-up', () => {
    expect(learningRateAt(1, 1, { ...schedule, warmUpSteps: 0 })).toBe(0.1);
  });
});
