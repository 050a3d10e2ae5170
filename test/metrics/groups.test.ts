import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { groupsByCount, recallOfItems } from '../../src/metrics/groups.js';

describe('groupsByCount', () => {
  const counts = [9, 1, 4, 1, 2, 4];
  const members = Int32Array.from(counts.keys());

  it('makes groups of about equal size, ascending, and keeps members of one count together', () => {
    expect(groupsByCount(members, (member) => counts[member]!, 3)).toEqual([
      { from: 1, to: 1, members: Int32Array.of(1, 3) },
      { from: 2, to: 4, members: Int32Array.of(4, 2, 5) },
      { from: 9, to: 9, members: Int32Array.of(0) },
    ]);
  });

  it('makes groups of about equal weight', () => {
    const groups = groupsByCount(
      members,
      (member) => counts[member]!,
      2,
      (count) => count,
    );
    expect(groups.map(({ from, to }) => [from, to])).toEqual([
      [1, 4],
      [9, 9],
    ]);
  });

  it('puts each member into exactly one group whose range holds its count', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { maxLength: 20 }), fc.integer({ min: 1, max: 5 }), (values, most) => {
        const groups = groupsByCount(Int32Array.from(values.keys()), (member) => values[member]!, most);
        expect(groups.length).toBeLessThanOrEqual(most);
        const all = groups.flatMap(({ members: inside }) => [...inside]);
        expect(all.sort((a, b) => a - b)).toEqual([...values.keys()]);
        for (const { from, to, members: inside } of groups) {
          expect([...inside].every((member) => values[member]! >= from && values[member]! <= to)).toBe(true);
        }
      }),
    );
  });
});

describe('recallOfItems', () => {
  it('is taken over the users who have a relevant item of the group', () => {
    const lists = { users: Int32Array.of(0, 1), k: 2, items: Int32Array.of(0, 3, 2, 1) };
    const relevant = {
      rows: 2,
      columns: 4,
      indptr: Int32Array.of(0, 3, 4),
      indices: Int32Array.of(0, 1, 3, 2),
      values: null,
    };
    expect(recallOfItems(lists, relevant, 2, Int32Array.of(0, 1))).toEqual({ recall: 1 / 2, users: 1 });
    expect(recallOfItems(lists, relevant, 1, Int32Array.of(2, 3))).toEqual({ recall: (0 + 1) / 2, users: 2 });
    expect(recallOfItems(lists, relevant, 2, new Int32Array(0))).toEqual({ recall: 0, users: 0 });
  });
});
