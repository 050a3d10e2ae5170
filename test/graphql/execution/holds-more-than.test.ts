import { describe, expect, it } from '@jest/globals';
import { holdsMoreThan } from '../../../src/graphql/execution/holds-more-than.js';

describe('holdsMoreThan', () => {
  it('counts lists, objects and what they hold', () => {
    const input = { a: 1, b: [2, { c: null }] }; // itself, 1, the list, 2, the object, null
    expect(holdsMoreThan(6, input)).toBe(false);
    expect(holdsMoreThan(5, input)).toBe(true);
    expect(holdsMoreThan(1, undefined)).toBe(false);
  });

  it('takes long lists and deep nests', () => {
    const deep = JSON.parse('['.repeat(20_000) + ']'.repeat(20_000)) as unknown;
    expect(holdsMoreThan(200, deep)).toBe(true);
    expect(
      holdsMoreThan(
        200,
        Array.from({ length: 300_000 }, () => 1),
      ),
    ).toBe(true);
  });
});
