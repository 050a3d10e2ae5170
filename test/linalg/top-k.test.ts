import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { topK } from '../../src/linalg/top-k.js';

/** What topK must give: everything sorted, then cut. */
function sorted(scores: Float32Array, k: number, allowed?: Uint8Array): number[] {
  return [...scores.keys()]
    .filter((index) => allowed?.[index] !== 0)
    .sort((a, b) => scores[b]! - scores[a]! || a - b)
    .slice(0, k);
}

describe('topK', () => {
  it('gives the best first, equal scores by lower index', () => {
    const { indices, scores } = topK(Float32Array.of(1, 3, 2, 3, 0), 3);
    expect([...indices]).toEqual([1, 3, 2]);
    expect([...scores]).toEqual([3, 3, 2]);
  });

  it('leaves out what is not allowed', () => {
    expect([...topK(Float32Array.of(5, 4, 3), 2, Uint8Array.of(0, 1, 1)).indices]).toEqual([1, 2]);
  });

  it('gives fewer where fewer are allowed, and none for k = 0', () => {
    expect([...topK(Float32Array.of(5, 4, 3), 9, Uint8Array.of(0, 0, 1)).indices]).toEqual([2]);
    expect(topK(Float32Array.of(5, 4), 0).indices).toHaveLength(0);
    expect(topK(new Float32Array(0), 3).indices).toHaveLength(0);
  });

  it('ranks infinities', () => {
    expect([...topK(Float32Array.of(-Infinity, 0, Infinity), 3).indices]).toEqual([2, 1, 0]);
  });

  it('agrees with sorting, ties included', () => {
    const score = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.float({ noNaN: true }));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(score, fc.integer({ min: 0, max: 3 })), { maxLength: 200 }),
        fc.integer({ min: 0, max: 40 }),
        (entries, k) => {
          const scores = Float32Array.from(entries, ([value]) => value);
          const allowed = Uint8Array.from(entries, ([, mark]) => mark);
          expect([...topK(scores, k, allowed).indices]).toEqual(sorted(scores, k, allowed));
          expect([...topK(scores, k).indices]).toEqual(sorted(scores, k));
        },
      ),
    );
  });

  it('refuses NaN among the allowed, and only there', () => {
    expect(() => topK(Float32Array.of(1, NaN), 1)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
    expect([...topK(Float32Array.of(1, NaN), 1, Uint8Array.of(1, 0)).indices]).toEqual([0]);
  });

  it('refuses marks of another length and a k that is no count', () => {
    const mismatch = expect.objectContaining({ code: 'SHAPE_MISMATCH' });
    expect(() => topK(Float32Array.of(1), 1, new Uint8Array(2))).toThrow(mismatch);
    expect(() => topK(Float32Array.of(1), -1)).toThrow(mismatch);
    expect(() => topK(Float32Array.of(1), 1.5)).toThrow(mismatch);
  });
});
