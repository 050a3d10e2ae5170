import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { encodeCursor } from '../../../src/graphql/paging/cursor.js';
import {
  coUserPositions,
  interactionPositions,
  recommendationPositions,
  userPositions,
} from '../../../src/graphql/paging/positions.js';

const key = fc.string({ minLength: 1, unit: 'binary' });

describe('Positions in cursors', () => {
  it('survive the way to the client and back to the last bit of a score', () => {
    const score = fc.float({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0));
    fc.assert(
      fc.property(key, score, fc.nat(), (itemKey, value, revision) => {
        const ranked = { score: value, key: itemKey, revision, version: '20260101T000000000Z-00000000' };
        expect(recommendationPositions.decode(recommendationPositions.encode(ranked))).toEqual(ranked);
        const neighbor = { similarity: value, key: itemKey };
        expect(coUserPositions.decode(coUserPositions.encode(neighbor))).toEqual(neighbor);
        const interaction = { at: revision, itemKey, behavior: 'view' };
        expect(interactionPositions.decode(interactionPositions.encode(interaction))).toEqual(interaction);
        expect(userPositions.decode(userPositions.encode(itemKey))).toBe(itemKey);
      }),
    );
  });

  it.each([[[]], [['key']], [['key', 1, 1, 'version']], [[1, 'key', 1]], [[1, 'key', 1, 'version', 1]]])(
    'are refused when their parts are not those of the connection: %j',
    (parts) => {
      const cursor = encodeCursor('recommendations', parts);
      expect(() => recommendationPositions.decode(cursor)).toThrow(expect.objectContaining({ code: 'BAD_CURSOR' }));
    },
  );
});
