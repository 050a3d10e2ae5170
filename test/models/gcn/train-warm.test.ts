import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../../src/core/run-context.js';
import { buildDataset } from '../../../src/dataset/build-dataset.js';
import type { Dataset } from '../../../src/dataset/dataset.js';
import { normalizedAdjacency } from '../../../src/linalg/bipartite.js';
import { gcnModel } from '../../../src/models/gcn/gcn-model.js';
import { warmTable } from '../../../src/models/gcn/warm-table.js';
import type { TrainedModel, TrainRun } from '../../../src/models/model.js';
import type { WarmStart } from '../../../src/models/warm-start.js';
import { blockGraph, interaction } from '../block-graph.js';
import { rankOf, scoresOf } from '../scores.js';

const D = 8;
const model = gcnModel({ engine: 'cpu', hyperparameters: { dimensions: D, epochs: 6, batchUsers: 20 } });

function train(dataset: Dataset, run: Partial<TrainRun> = {}): Promise<TrainedModel> {
  return model.train(dataset, { ...runContext(), seed: 1, ...run });
}

async function warmStart(dataset: Dataset): Promise<WarmStart> {
  const { components } = await train(dataset);
  return {
    version: 'before',
    users: dataset.users,
    items: dataset.items,
    interactions: dataset.interactions,
    components,
  };
}

describe('a warm table', () => {
  it('moves rows by key and puts the new where their known neighbors are', () => {
    const before = buildDataset([interaction('b', 'y'), interaction('c', 'x'), interaction('c', 'y')]);
    const x0 = Float32Array.from([1, 2, 3, 4, 10, 20, 30, 40]); // b, c, x, y
    const start: WarmStart = {
      version: 'before',
      users: before.users,
      items: before.items,
      interactions: before.interactions,
      components: [
        { kind: 'dot', name: 'gcn', parameters: { dimensions: 2 }, arrays: { x0: { array: x0, shape: [4, 2] } } },
      ],
    };
    // a is new with y (degree 2: a, c) and the new item w (degree 1); a's own degree is 2. b is gone.
    const now = buildDataset([interaction('a', 'y'), interaction('a', 'w'), interaction('c', 'y')]);
    const table = warmTable(start, now, normalizedAdjacency(now.interactions), 2);
    expect(now.users.keys).toEqual(['a', 'c']);
    expect(now.items.keys).toEqual(['w', 'y']);
    const share = Math.fround(1 / Math.sqrt(2 * 2));
    expect([...table]).toEqual([30 * share, 40 * share, 3, 4, 0, 0, 30, 40]);
  });

  it('needs an earlier table of the same width', () => {
    const dataset = buildDataset([interaction('a', 'x')]);
    const start = {
      version: 'before',
      users: dataset.users,
      items: dataset.items,
      interactions: dataset.interactions,
      components: [],
    };
    expect(() => warmTable(start, dataset, normalizedAdjacency(dataset.interactions), 2)).toThrow(
      expect.objectContaining({ code: 'BAD_SETTING' }),
    );
  });
});

describe('warm training', () => {
  it('takes less than a training from the start and still knows the right answer, also for a new user', async () => {
    const { dataset, missing } = blockGraph();
    const start = await warmStart(dataset);
    const more = buildDataset([
      ...eventsOf(dataset),
      ...['i001', 'i005', 'i009'].map((key) => interaction('new', key)),
    ]);
    const cold = await train(more);
    const warm = await train(more, { warmStart: start });
    expect(warm.history.map(({ phase }) => phase)).toEqual(['warm']);
    expect(warm.history.length * 5).toBeLessThanOrEqual(cold.history.length);
    const ranks = Array.from(missing, (item, user) => {
      const now = more.users.indexOf(dataset.users.keyAt(user))!;
      return rankOf(item, scoresOf(warm.components, more.interactions, now), more.interactions, now);
    });
    expect(ranks).toEqual(ranks.map(() => 1));
    const newcomer = more.users.indexOf('new')!;
    const best = scoresOf(warm.components, more.interactions, newcomer);
    const block = more.items.keys.filter((key) => Number(key.slice(1)) % 4 === 1);
    const inBlock = Math.min(...block.map((key) => best[more.items.indexOf(key)!]!));
    const others = more.items.keys.filter((key) => !block.includes(key)).map((key) => best[more.items.indexOf(key)!]!);
    expect(inBlock).toBeGreaterThan(Math.max(...others));
  });
});

describe('propagating what was learned over another graph', () => {
  it('changes nothing over the same graph', async () => {
    const { dataset } = blockGraph();
    const trained = await train(dataset);
    expect(await model.propagate(trained, dataset, runContext())).toEqual(trained);
  });

  it('keeps the table and moves the embeddings to the other graph', async () => {
    const { dataset } = blockGraph();
    const trained = await train(dataset);
    const [first] = eventsOf(dataset);
    const more = buildDataset([...eventsOf(dataset), interaction(first!.userKey, 'i001')]);
    const moved = await model.propagate(trained, more, runContext());
    expect(moved.components[0]!.arrays['x0']).toEqual(trained.components[0]!.arrays['x0']);
    expect(moved.components[0]!.arrays['users']).not.toEqual(trained.components[0]!.arrays['users']);
    expect(moved.metrics).toBe(trained.metrics);
  });
});

function eventsOf({ users, items, interactions: { indptr, indices } }: Dataset): ReturnType<typeof interaction>[] {
  return users.keys.flatMap((key, user) =>
    Array.from(indices.subarray(indptr[user], indptr[user + 1]), (item) => interaction(key, items.keyAt(item))),
  );
}
