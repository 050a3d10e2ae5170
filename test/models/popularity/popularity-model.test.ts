import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../../src/core/run-context.js';
import { buildDataset } from '../../../src/dataset/build-dataset.js';
import { popularityModel } from '../../../src/models/popularity/popularity-model.js';
import { modelContract } from '../../contracts/model.js';
import { interaction } from '../block-graph.js';

modelContract('popularity', () => popularityModel, { personal: false, iterative: false, random: false });

describe('popularity', () => {
  it('counts the distinct users of each item, whatever the weights', async () => {
    const dataset = buildDataset(
      [interaction('a', 'x', 5), interaction('a', 'x', 2, 7), interaction('b', 'x'), interaction('b', 'y')],
      { weighting: { mode: 'sum', behaviorWeights: {} } },
    );
    const { components } = await popularityModel.train(dataset, { ...runContext(), seed: 1 });
    expect(components[0]!.arrays['counts']!.array).toEqual(Uint32Array.of(2, 1));
  });
});
