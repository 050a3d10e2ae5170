import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../src/core/run-context.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import { wholeGraph } from '../../src/dataset/whole-graph.js';
import { blendModel } from '../../src/models/blend/blend-model.js';
import { filterModel } from '../../src/models/filter/filter-model.js';
import { gcnModel } from '../../src/models/gcn/gcn-model.js';
import type { Model } from '../../src/models/model.js';
import { rankByComponent } from '../../src/models/ranking/rank-by-component.js';
import { rowsByComponent } from '../../src/models/ranking/rows-by-component.js';
import { expectClose } from '../linalg/closeness.js';
import { blockGraph } from './block-graph.js';
import { blockOf, describedBlocks } from './described-blocks.js';
import { scoresOf } from './scores.js';

const SMALL = { dimensions: 8, epochs: 6, batchUsers: 20 };
const MODELS: readonly [string, () => Model][] = [
  ['gcn', () => gcnModel({ engine: 'cpu', hyperparameters: SMALL })],
  ['gcn from BPR', () => gcnModel({ engine: 'cpu', hyperparameters: { ...SMALL, loss: 'bpr', batchEdges: 64 } })],
  ['filter', () => filterModel()],
  ['blend', () => blendModel({ engine: 'cpu', hyperparameters: SMALL })],
];

const run = { ...runContext(), seed: 1 };

describe.each(MODELS)('attributes in the graph of a %s', (_, create) => {
  it('bring an item that nobody has to those who have others like it, before whatever is unlike it', async () => {
    const dataset = describedBlocks();
    const { components } = await create().train(dataset, run);
    const rowOf = await rowsByComponent(components, dataset.interactions, wholeGraph(dataset));
    for (let user = 0; user < dataset.users.size; user++) {
      const row = rowOf(user);
      const own = blockOf(dataset, { user });
      const scoreOf = (block: number): number => row[dataset.items.indexOf(`new${block}`)!]!;
      for (const block of [0, 1, 2, 3]) if (block !== own) expect(scoreOf(own)).toBeGreaterThan(scoreOf(block));
    }
  });

  it('are ranked with, and counted as nobody', async () => {
    const dataset = describedBlocks();
    const { components } = await create().train(dataset, run);
    const [known, graph] = [dataset.interactions, wholeGraph(dataset)];
    const queries = Int32Array.of(0, 7, 50);
    const lists = await rankByComponent(components, { queries, known, graph, k: 3, signal: run.signal });
    for (const [place, user] of queries.entries()) {
      const scores = scoresOf(components, graph, user);
      const listed = [...lists.items.subarray(place * 3, place * 3 + 3)].map((item) => scores[item]!);
      const own = new Set(known.indices.subarray(known.indptr[user], known.indptr[user + 1]));
      const best = scores.filter((_score, item) => !own.has(item)).sort((a, b) => b - a);
      expectClose(listed, best.slice(0, 3), 1e-4);
    }
    const counts = components.find(({ kind }) => kind === 'popularity')!.arrays['counts']!.array;
    expect(counts[dataset.items.indexOf('new0')!]).toBe(0);
    expect(Math.max(...counts)).toBeLessThanOrEqual(dataset.users.size);
  });

  it('have a row each in the table that is learned, and none where there are none', async () => {
    const bare = blockGraph().dataset;
    const rowsOf = async (dataset: Dataset): Promise<number | undefined> => {
      const { components } = await create().train(dataset, run);
      return components.find(({ kind }) => kind === 'dot')?.arrays['x0']!.shape[0];
    };
    const dataset = describedBlocks();
    const [plain, described] = [await rowsOf(bare), await rowsOf(dataset)];
    if (plain === undefined) return; // walks learn no table
    expect(plain).toBe(bare.users.size + bare.items.size);
    expect(described).toBe(dataset.users.size + 4 + dataset.items.size);
  });
});

describe('a warm start over attributes', () => {
  const model = (): Model => gcnModel({ engine: 'cpu', hyperparameters: SMALL });

  it('keeps what was learned of them, and a new item of a known value joins its like', async () => {
    const dataset = describedBlocks();
    const { components } = await model().train(dataset, run);
    const warm = await goOn(model(), dataset, components);
    expect(warm.history.map(({ phase }) => phase)).toEqual(['warm']);
    const rowOf = await rowsByComponent(warm.components, dataset.interactions, wholeGraph(dataset));
    const row = rowOf(0);
    const own = blockOf(dataset, { user: 0 });
    const scores = [0, 1, 2, 3].map((block) => row[dataset.items.indexOf(`new${block}`)!]!);
    expect(scores.indexOf(Math.max(...scores))).toBe(own);
  });

  it('goes on from a model without any', async () => {
    const [bare, dataset] = [blockGraph().dataset, describedBlocks()];
    const { components } = await model().train(bare, run);
    const warm = await goOn(model(), dataset, components, bare);
    expect(warm.components[0]!.arrays['x0']!.shape[0]).toBe(dataset.users.size + 4 + dataset.items.size);
  });
});

function goOn(
  model: Model,
  dataset: Dataset,
  components: Awaited<ReturnType<Model['train']>>['components'],
  before = dataset,
) {
  const { users, items, interactions, attributes } = before;
  return model.train(dataset, {
    ...run,
    warmStart: { version: 'before', users, items, interactions, attributes, components },
  });
}
