import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../../src/core/run-context.js';
import { filterModel } from '../../../src/models/filter/filter-model.js';
import { modelContract } from '../../contracts/model.js';
import { blockGraph } from '../block-graph.js';

modelContract('the walk filter', filterModel, { personal: true, iterative: false, random: false });

describe('the walk filter as a model', () => {
  it('takes the published exponents unless told otherwise, and keeps them in its component', async () => {
    const run = { ...runContext(), seed: 1 };
    const published = await filterModel().train(blockGraph().dataset, run);
    expect(published.components.map(({ kind, parameters }) => [kind, parameters])).toEqual([
      ['walk', { p: 0.1, q: 0.9, a: 1 }],
      ['popularity', {}],
    ]);
    const chosen = await filterModel({ exponents: { p: 0.1, q: 0.6, a: 1 } }).train(blockGraph().dataset, run);
    expect(chosen.components[0]!.parameters).toEqual({ p: 0.1, q: 0.6, a: 1 });
    expect(chosen.hyperparameters).toEqual({ exponents: '0.1 0.6 1', validation: 'auto', validationUsers: 4096 });
    expect(chosen.choice).toBeUndefined();
  });

  it('is the same over another graph of the same nodes, popularity counted anew', async () => {
    const { dataset } = blockGraph();
    const model = filterModel();
    const trained = await model.train(dataset, { ...runContext(), seed: 1 });
    const { rows, columns } = dataset.interactions;
    const fewer = {
      rows,
      columns,
      indptr: new Int32Array(rows + 1).fill(1, 1),
      indices: Int32Array.of(3),
      values: null,
    };
    const { components } = await model.propagate(trained, { ...dataset, interactions: fewer }, runContext());
    expect(components[0]).toEqual(trained.components[0]);
    expect([...components[1]!.arrays['counts']!.array]).toEqual(
      Array.from({ length: columns }, (_, item) => +(item === 3)),
    );
  });

  it.each([{ p: -0.1 }, { q: NaN }, { a: 3 }])('refuses the exponents %j', (odd) => {
    expect(() => filterModel({ exponents: { p: 0.1, q: 0.9, a: 1, ...odd } })).toThrow(
      expect.objectContaining({ code: 'BAD_SETTING' }),
    );
  });
});
