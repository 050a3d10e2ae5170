import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareKeys } from '../../src/core/key-order.js';

/** Any well-formed string, characters beyond U+FFFF included; few letters, so that long common prefixes occur. */
const key = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('a', 'b', '\u{d7ff}', '\u{e000}', '\u{ffff}', '\u{10000}', '\u{10ffff}') }),
);

describe('compareKeys', () => {
  it('orders as the bytes of UTF-8 do', () => {
    fc.assert(
      fc.property(key, key, (a, b) => {
        expect(Math.sign(compareKeys(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
      { numRuns: 2000 },
    );
  });

  it('puts a character beyond U+FFFF after U+FFFF, where JavaScript does not', () => {
    expect(compareKeys('\u{10000}', '\u{ffff}')).toBeGreaterThan(0);
    expect(['\u{ffff}', '\u{10000}'].sort()).toEqual(['\u{10000}', '\u{ffff}']);
  });

  it('puts a prefix first and finds a key equal to itself', () => {
    expect(compareKeys('item', 'item-1')).toBeLessThan(0);
    expect(compareKeys('', '')).toBe(0);
    expect(compareKeys('item-10', 'item-9')).toBeLessThan(0);
  });
});
