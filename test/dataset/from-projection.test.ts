import { describe, expect, it } from '@jest/globals';
import type { ProgressEvent } from '../../src/core/progress.js';
import { runContext } from '../../src/core/run-context.js';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import { datasetFromProjection } from '../../src/dataset/from-projection.js';
import { splitDataset } from '../../src/dataset/splits.js';
import type { InteractionStore } from '../../src/store/interaction-store.js';
import type { Projection } from '../../src/store/projection.js';
import { temporaryDirectories } from '../fixtures/temporary-directory.js';
import { openAt } from '../store/embedded/open-at.js';
import { event } from './events.js';

const makeDirectory = temporaryDirectories();

/** Rows out of order, one of them twice with another weight, and the title of an item. */
const RATINGS: Projection = {
  file: 'ratings.cypher',
  text: `UNWIND [['bo', 'x', 3.0], ['ada', 'y', 1.0], ['bo', 'a', 2.0], ['ada', 'x', 4.0], ['bo', 'x', 5.0]] AS row
         WITH row WHERE row[2] >= $least
         RETURN row[0] AS userKey, row[1] AS itemKey, 'rated' AS behavior, row[2] AS weight,
                CASE row[1] WHEN 'x' THEN 'Ex' END AS title`,
  parameters: { least: 1 },
};

async function withStore<Result>(work: (store: InteractionStore) => Promise<Result>): Promise<Result> {
  const store = await openAt(await makeDirectory());
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

describe('a dataset from a projection', () => {
  it('is that of its rows in any order, the last of equal ones taken', async () => {
    await withStore(async (store) => {
      const seen: ProgressEvent[] = [];
      const weighting = { mode: 'sum', behaviorWeights: {} } as const;
      const run = runContext({ progress: (step) => seen.push(step) });
      const dataset = await datasetFromProjection(store, RATINGS, { weighting }, run);
      const rated = (user: string, item: string, weight: number) => event(user, item, { behavior: 'rated', weight });
      const same = buildDataset(
        [rated('ada', 'x', 4), rated('ada', 'y', 1), rated('bo', 'a', 2), rated('bo', 'x', 5)],
        { weighting, items: [{ key: 'x', title: 'Ex' }] },
      );
      expect(dataset.users.keys).toEqual(same.users.keys);
      expect(dataset.interactions).toEqual(same.interactions);
      expect(dataset.itemRecords).toEqual(same.itemRecords);
      expect(dataset.userRevisions).toEqual(Uint32Array.of(0, 0));
      expect(seen).toEqual([{ stage: 'export', done: 5, unit: 'rows' }]);
    });
  });

  it('has a fingerprint of its own for each text and parameter, also when split', async () => {
    await withStore(async (store) => {
      const read = (change: Partial<Projection>) =>
        datasetFromProjection(store, { ...RATINGS, ...change }, {}, runContext());
      const { fingerprint, projection } = await read({});
      expect(projection).toEqual({ text: RATINGS.text, parameters: RATINGS.parameters });
      expect((await read({ file: 'moved.cypher' })).fingerprint).toBe(fingerprint);
      const others = [await read({ text: `${RATINGS.text} // changed` }), await read({ parameters: { least: 0 } })];
      expect(new Set([fingerprint, ...others.map((other) => other.fingerprint)]).size).toBe(3);
      const { train } = splitDataset(await read({}), { kind: 'leave-last-out' });
      expect(train.projection).toEqual(projection);
    });
  });

  it('is refused when nothing is found and when interrupted', async () => {
    await withStore(async (store) => {
      const none = { ...RATINGS, parameters: { least: 6 } };
      await expect(datasetFromProjection(store, none, {}, runContext())).rejects.toMatchObject({
        code: 'DATASET_EMPTY',
      });
      const interrupted = runContext({ signal: AbortSignal.abort() });
      await expect(datasetFromProjection(store, RATINGS, {}, interrupted)).rejects.toMatchObject({
        code: 'INTERRUPTED',
      });
    });
  });
});
