import { describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../src/core/log.js';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import { hasEntry } from '../../src/linalg/csr.js';
import { makeFolds, type Fold } from '../../src/tune/folds.js';
import { interaction } from '../models/block-graph.js';

/** Users with ten items each, the item's number its time where times are known. */
function tens(users: number, times: boolean): Dataset {
  const records = Array.from({ length: users * 10 }, (_, place) =>
    interaction(`u${Math.floor(place / 10)}`, `i${place % 10}`, 1, times ? (place % 10) + 1 : 0),
  );
  return buildDataset(records);
}

const plan = { share: 0.2, users: 100, seed: 7 };
const heldOutOf = ({ heldOut }: Fold, user: number): number[] => [
  ...heldOut.indices.subarray(heldOut.indptr[user], heldOut.indptr[user + 1]),
];

describe('folds', () => {
  it('roll back from the last pairs where times are known', () => {
    const { kind, folds } = makeFolds(tens(3, true), plan, silentLogger);
    expect(kind).toBe('last-share');
    expect(folds.map((fold) => heldOutOf(fold, 1))).toEqual([[8, 9], [7]]); // 2 of 10, then 1 of 8
    expect(folds.map(({ train }) => train.interactions.indices.length)).toEqual([24, 21]);
  });

  it('are random shares drawn anew where no order is known, with a warning, and the same for the same seed', () => {
    const warnings: string[] = [];
    const log = { ...silentLogger, warn: (_: object, message: string) => void warnings.push(message) };
    const { kind, share, folds } = makeFolds(tens(5, false), plan, log);
    expect(kind).toBe('random');
    expect(folds).toHaveLength(3);
    expect(warnings).toEqual([expect.stringContaining('random folds flatter')]);
    expect(new Set(folds.map((fold) => JSON.stringify([...fold.heldOut.indices]))).size).toBeGreaterThan(1);
    for (const { train, heldOut } of folds) {
      expect(heldOut.indices).toHaveLength(10);
      expect(
        heldOutOf({ train, heldOut, users: heldOut.indptr }, 0).some((item) => hasEntry(train.interactions, 0, item)),
      ).toBe(false);
    }
    expect(makeFolds(tens(5, false), plan, silentLogger)).toEqual({ kind, share, folds });
    expect(makeFolds(tens(5, false), { ...plan, seed: 8 }, silentLogger).folds).not.toEqual(folds);
  });

  it('are fewer than asked for where lists are too short for more, and rank for a sample of users', () => {
    const { folds } = makeFolds(tens(30, true), { ...plan, count: 9, share: 0.5, users: 4 }, silentLogger);
    expect(folds.map(({ train }) => train.interactions.indices.length / 30)).toEqual([5, 3, 2, 1]);
    for (const { users } of folds) {
      expect(users).toHaveLength(4);
      expect([...users]).toEqual([...users].sort((a, b) => a - b));
    }
  });

  it('hold out a pair of the median user where a share is less', () => {
    const { share, folds } = makeFolds(tens(3, true), { ...plan, share: 0.01, count: 1 }, silentLogger);
    expect(share).toBe(0.1);
    expect(heldOutOf(folds[0]!, 0)).toEqual([9]);
  });

  it('are refused where not even one can be made', () => {
    const ones = buildDataset([interaction('a', 'x', 1, 1), interaction('b', 'y', 1, 2)]);
    expect(() => makeFolds(ones, plan, silentLogger)).toThrow(expect.objectContaining({ code: 'SPLIT_INVALID' }));
  });
});
