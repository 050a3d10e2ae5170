import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodeGlobalId, encodeGlobalId } from '../../src/graphql/global-id.js';

describe('A global id', () => {
  it('is base64url of the type and the key', () => {
    expect(encodeGlobalId({ type: 'User', key: '42' })).toBe(Buffer.from('User:42').toString('base64url'));
  });

  it('names the type and key it was made of, whatever characters the key has', () => {
    const reference = fc.record({
      type: fc.constantFrom('User' as const, 'Item' as const),
      key: fc.string({ minLength: 1, unit: 'binary' }).filter((key) => !/\p{Surrogate}/u.test(key)),
    });
    fc.assert(fc.property(reference, (given) => expect(decodeGlobalId(encodeGlobalId(given))).toEqual(given)));
  });

  it.each([
    ['nothing', ''],
    ['no base64url', 'VXNlcjo0Mg=='],
    ['an unknown type', Buffer.from('Order:1').toString('base64url')],
    ['no key', Buffer.from('User:').toString('base64url')],
    ['no colon', Buffer.from('User').toString('base64url')],
    ['bad UTF-8', Buffer.from([...Buffer.from('User:'), 0xff]).toString('base64url')],
  ])('is BAD_ID with %s', (_what, id) => {
    expect(() => decodeGlobalId(id)).toThrow(expect.objectContaining({ code: 'BAD_ID' }));
  });
});
