import { describe, expect, it } from '@jest/globals';
import { outdatedVectors, TOLERANCE } from '../../../src/pipeline/refresh/outdated-vectors.js';
import type { Snapshot } from '../../../src/snapshot/snapshot.js';
import { KeyIndex } from '../../../src/dataset/key-index.js';
import type { EmbeddingTarget, HeldVector } from '../../../src/store/embedding-target.js';

const USERS = new KeyIndex(['ada', 'bo', 'cy', 'di']);
/** Lengths 5, 1, 2 and 0. */
const TABLE = Float32Array.from([3, 4, 1, 0, 0, 2, 0, 0]);

/** A store that holds these vectors, and a snapshot that erased some users. */
function outdated(held: readonly HeldVector[], erased: readonly number[] = []): ReturnType<typeof outdatedVectors> {
  async function* batches(): AsyncGenerator<readonly HeldVector[]> {
    for (const one of held) yield await Promise.resolve([one]);
  }
  const target = { held: batches } as unknown as EmbeddingTarget;
  const snapshot = { users: USERS, erasedUsers: () => new Set(erased) } as unknown as Snapshot;
  return outdatedVectors(target, 'users', snapshot, TABLE);
}

const ALL: readonly HeldVector[] = [
  ['ada', [3, 4]],
  ['bo', [1, 0]],
  ['cy', [0, 2]],
  ['di', [0, 0]],
];

describe('vectors of a store beside those of a snapshot', () => {
  it('are all outdated where there are none, and none where they are equal', async () => {
    expect(await outdated([])).toEqual({ rows: Int32Array.of(0, 1, 2, 3), strays: [] });
    expect(await outdated(ALL)).toEqual({ rows: new Int32Array(), strays: [] });
  });

  it('stand while they lie within the tolerance, by the length of the vector', async () => {
    const near = 5 * TOLERANCE * 0.99;
    const far = 1 * TOLERANCE * 1.01;
    const { rows } = await outdated([['ada', [3 + near, 4]], ['bo', [1, far]], ...ALL.slice(2)]);
    expect(rows).toEqual(Int32Array.of(1));
  });

  it('are outdated where they are of another width or no numbers', async () => {
    const { rows } = await outdated([
      ['ada', [3, 4, 0]],
      ['bo', [Number.NaN, 0]],
      ['cy', []],
      ['di', [1e-9, 0]],
    ]);
    expect(rows).toEqual(Int32Array.of(0, 1, 2, 3));
  });

  it('are strays where the snapshot does not know whose they are, or erased her', async () => {
    const held: HeldVector[] = [...ALL, ['nobody', [1, 1]]];
    expect(await outdated(held, [1])).toEqual({ rows: new Int32Array(), strays: ['bo', 'nobody'] });
  });
});
