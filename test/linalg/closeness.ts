import { expect } from '@jest/globals';

const { abs, max } = Math; // In a test's realm every look at a global costs microseconds.

/** Every value within `tolerance` of the expected one, relative to it or, below 1, absolutely. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance = 1e-5): void {
  expect(actual.length).toBe(expected.length);
  for (let position = 0; position < expected.length; position++) {
    const error = abs(actual[position]! - expected[position]!) / max(1, abs(expected[position]!));
    if (!(error <= tolerance)) {
      throw new Error(`At ${position}: ${actual[position]!} instead of ${expected[position]!}, off by ${error}.`);
    }
  }
}

/** The same 32-bit words. jest's own equality takes seconds for arrays of this size. */
export function expectSameBits(actual: Float32Array | Int32Array, expected: Float32Array | Int32Array): void {
  expect(actual.length).toBe(expected.length);
  const words = (array: Float32Array | Int32Array) => new Int32Array(array.buffer, array.byteOffset, array.length);
  const [left, right] = [words(actual), words(expected)];
  expect(left.findIndex((word, position) => word !== right[position])).toBe(-1);
}
