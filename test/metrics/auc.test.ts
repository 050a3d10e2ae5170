import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { auc } from '../../src/metrics/auc.js';

describe('auc', () => {
  const all = (length: number): Uint8Array => new Uint8Array(length).fill(1);

  it('agrees with pairs counted by hand', () => {
    // Relevant 0 (.9) beats all three others; relevant 3 (.4) beats 4 and ties with 2: 3 + 1 + ½ of 6 pairs.
    const scores = Float32Array.of(0.9, 0.7, 0.4, 0.4, 0.1);
    expect(auc(scores, Int32Array.of(0, 3), all(5))).toBeCloseTo(4.5 / 6, 12);
  });

  it('looks at candidates alone', () => {
    const scores = Float32Array.of(3, 2, 1);
    expect(auc(scores, Int32Array.of(1), all(3))).toBe(0.5);
    expect(auc(scores, Int32Array.of(1), Uint8Array.of(0, 1, 1))).toBe(1);
  });

  it('is a half when all scores tie and when there is nothing to tell apart', () => {
    expect(auc(new Float32Array(6), Int32Array.of(1, 4), all(6))).toBe(0.5);
    expect(auc(Float32Array.of(1, 2), Int32Array.of(0, 1), all(2))).toBe(0.5);
    expect(auc(Float32Array.of(1, 2), new Int32Array(0), all(2))).toBe(0.5);
  });

  it('is what comparing every pair gives', () => {
    const item = fc.record({ score: fc.integer({ min: 0, max: 5 }), relevant: fc.boolean(), candidate: fc.boolean() });
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 30 }), (items) => {
        const taking = items.map((one) => ({ ...one, candidate: one.candidate || one.relevant }));
        const relevant = taking.filter((one) => one.relevant);
        const others = taking.filter((one) => one.candidate && !one.relevant);
        const won = relevant.flatMap((one) => others.map((other) => (Math.sign(one.score - other.score) + 1) / 2));
        const expected = won.length === 0 ? 0.5 : won.reduce((sum, half) => sum + half, 0) / won.length;
        const indices = Int32Array.from(taking.flatMap((one, index) => (one.relevant ? [index] : [])));
        const scores = Float32Array.from(taking, ({ score }) => score);
        expect(
          auc(
            scores,
            indices,
            Uint8Array.from(taking, (one) => Number(one.candidate)),
          ),
        ).toBeCloseTo(expected, 12);
      }),
    );
  });
});
