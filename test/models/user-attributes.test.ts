import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../src/core/run-context.js';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import type { Dataset } from '../../src/dataset/dataset.js';
import { wholeGraph } from '../../src/dataset/whole-graph.js';
import { blendModel } from '../../src/models/blend/blend-model.js';
import { filterModel } from '../../src/models/filter/filter-model.js';
import { gcnModel } from '../../src/models/gcn/gcn-model.js';
import type { Model, TrainedModel } from '../../src/models/model.js';
import { rankByComponent } from '../../src/models/ranking/rank-by-component.js';
import { rowsByComponent } from '../../src/models/ranking/rows-by-component.js';
import { eventsOf } from '../dataset/events.js';
import { expectClose } from '../linalg/closeness.js';
import { blockGraph } from './block-graph.js';
import { scoresOf } from './scores.js';

const BLOCKS = 4;
const SMALL = { dimensions: 8, epochs: 6, batchUsers: 20 };
const MODELS: readonly [string, () => Model][] = [
  ['gcn', () => gcnModel({ engine: 'cpu', hyperparameters: SMALL })],
  ['gcn from BPR', () => gcnModel({ engine: 'cpu', hyperparameters: { ...SMALL, loss: 'bpr', batchEdges: 64 } })],
  ['filter', () => filterModel()],
  ['blend', () => blendModel({ engine: 'cpu', hyperparameters: SMALL })],
];
const run = { ...runContext(), seed: 1 };

/** The block graph with its blocks as an attribute of the users, and a user more in each, `new0` …, who did nothing. */
function describedUsers(): Dataset {
  const { dataset } = blockGraph({ blocks: BLOCKS });
  const known = dataset.users.keys.map((key) => ({ key, block: Number(key.slice(1)) % BLOCKS }));
  const fresh = Array.from({ length: BLOCKS }, (_, block) => ({ key: `new${block}`, block }));
  const users = [...known, ...fresh].map(({ key, block }) => ({ key, attributes: { block: `block ${block}` } }));
  return buildDataset(eventsOf(dataset), { users, userAttributes: { block: 1 } });
}

describe.each(MODELS)('attributes of users in the graph of a %s', (_, create) => {
  it('bring whoever did nothing to what those have who are like her, before anything else', async () => {
    const dataset = describedUsers();
    const { components } = await create().train(dataset, run);
    const [known, graph] = [dataset.interactions, wholeGraph(dataset)];
    const queries = Int32Array.from({ length: BLOCKS }, (_each, block) => dataset.users.indexOf(`new${block}`)!);
    const lists = await rankByComponent(components, { queries, known, graph, k: 10, signal: run.signal });
    for (let block = 0; block < BLOCKS; block++) {
      const listed = [...lists.items.subarray(block * 10, block * 10 + 10)].map((item) => dataset.items.keyAt(item));
      expect(listed.map((key) => Number(key.slice(1)) % BLOCKS)).toEqual(Array<number>(10).fill(block));
    }
  });

  it('are ranked with, and are no items', async () => {
    const dataset = describedUsers();
    const { components, metrics } = await create().train(dataset, run);
    const [known, graph] = [dataset.interactions, wholeGraph(dataset)];
    const rowOf = await rowsByComponent(components, known, graph);
    for (const user of [0, 7, 50]) {
      expect(rowOf(user)).toHaveLength(dataset.items.size);
      expectClose(rowOf(user), scoresOf(components, graph, user, dataset.items.size), 1e-4);
    }
    const counts = components.find(({ kind }) => kind === 'popularity')!.arrays['counts']!.array;
    expect(counts).toHaveLength(dataset.items.size);
    for (const figure of Object.values(metrics)) expect(figure).toBeLessThanOrEqual(1);
  });

  it('have a row each in the table that is learned, and users who did nothing start at zero', async () => {
    const dataset = describedUsers();
    const { components } = await create().train(dataset, run);
    const dot = components.find(({ kind }) => kind === 'dot');
    if (dot === undefined) return; // walks learn no table
    const { x0, foldIn, itemDegrees, itemScales } = dot.arrays;
    const [users, items] = [dataset.users.size, dataset.items.size];
    expect(x0!.shape).toEqual([users + items + BLOCKS, 8]);
    expect(foldIn!.shape).toEqual([items + BLOCKS, 8]);
    expect(itemDegrees!.shape).toEqual([items + BLOCKS]);
    expect(itemScales!.shape).toEqual([items]);
    const fresh = dataset.users.indexOf('new0')!;
    expect(x0!.array.subarray(fresh * 8, fresh * 8 + 8).every((value) => value === 0)).toBe(true);
  });
});

it('a warm start keeps what was learned of values of users, and goes on from a model without any', async () => {
  const model = gcnModel({ engine: 'cpu', hyperparameters: SMALL });
  const [bare, dataset] = [blockGraph().dataset, describedUsers()];
  const goOn = (before: Dataset, { components }: TrainedModel): Promise<TrainedModel> => {
    const { users, items, interactions, userAttributes } = before;
    const warmStart = { version: 'before', users, items, interactions, userAttributes, components };
    return model.train(dataset, { ...run, warmStart });
  };
  const learned = await model.train(dataset, run);
  for (const warm of [await goOn(dataset, learned), await goOn(bare, await model.train(bare, run))]) {
    expect(warm.history.map(({ phase }) => phase)).toEqual(['warm']);
    const row = (await rowsByComponent(warm.components, dataset.interactions, wholeGraph(dataset)))(
      dataset.users.indexOf('new2')!,
    );
    const best = row.indexOf(Math.max(...row));
    expect(Number(dataset.items.keyAt(best).slice(1)) % BLOCKS).toBe(2);
  }
});
