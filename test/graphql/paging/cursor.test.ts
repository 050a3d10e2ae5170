import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeCursor, encodeCursor } from '../../../src/graphql/paging/cursor.js';

const parts = fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.double({ noNaN: true, noDefaultInfinity: true })));
const positive = (part: string | number): string | number => (part === 0 ? 0 : part); // JSON has no -0

describe('A cursor', () => {
  it('gives back exactly the parts it was made of', () => {
    fc.assert(
      fc.property(parts, (given) => {
        expect(decodeCursor('kind', encodeCursor('kind', given))).toEqual(given.map(positive));
      }),
    );
  });

  it('is refused once any of its characters is altered, left out or added', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=. ';
    fc.assert(
      fc.property(
        parts,
        fc.nat(),
        fc.constantFrom(...alphabet.split(''), ''),
        fc.boolean(),
        (given, place, character, isAdded) => {
          const cursor = encodeCursor('kind', given);
          const at = place % cursor.length;
          const altered = cursor.slice(0, at) + character + cursor.slice(isAdded ? at : at + 1);
          fc.pre(altered !== cursor);
          expect(() => decodeCursor('kind', altered)).toThrow(expect.objectContaining({ code: 'BAD_CURSOR' }));
        },
      ),
    );
  });

  it('is refused by a field of another kind', () => {
    const cursor = encodeCursor('users', ['u1']);
    expect(() => decodeCursor('items', cursor)).toThrow(expect.objectContaining({ code: 'BAD_CURSOR' }));
  });

  it('is refused when it is empty, not base64url, longer than any cursor or of another version', () => {
    const bytes = Buffer.from(encodeCursor('users', ['u1']), 'base64url');
    bytes[0] = 2;
    for (const cursor of ['', '%%%', 'AAAA', 'A'.repeat(10_000), bytes.toString('base64url')]) {
      expect(() => decodeCursor('users', cursor)).toThrow(expect.objectContaining({ code: 'BAD_CURSOR' }));
    }
  });
});
