import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../../src/core/run-context.js';
import { buildDataset } from '../../../src/dataset/build-dataset.js';
import { transpose } from '../../../src/linalg/csr.js';
import { alsModel } from '../../../src/models/baselines/als-model.js';
import { chebyshevModel } from '../../../src/models/baselines/chebyshev-model.js';
import { easeModel, MOST_EASE_ROWS } from '../../../src/models/baselines/ease-model.js';
import { itemWeights } from '../../../src/models/baselines/ease/item-weights.js';
import { userWeights } from '../../../src/models/baselines/ease/user-weights.js';
import { itemKnnModel } from '../../../src/models/baselines/item-knn-model.js';
import { rowsByComponent } from '../../../src/models/ranking/rows-by-component.js';
import { modelContract } from '../../contracts/model.js';
import { blockGraph, interaction } from '../block-graph.js';

const run = { ...runContext(), seed: 1 };

modelContract('item-knn', itemKnnModel, { personal: true, iterative: false, random: false });
modelContract('Chebyshev', chebyshevModel, { personal: true, iterative: false, random: false });
modelContract('EASE', easeModel, { personal: true, iterative: false, random: false });
modelContract('ALS', () => alsModel({ dimensions: 8 }), { personal: true, iterative: false, random: true });

describe('item-knn', () => {
  it('adds up the shrunk cosines of what the user has', async () => {
    // Item a has users 1 2 3, b has 1 2, c has 3, d has 3 4.
    const pairs = ['1 a', '1 b', '2 a', '2 b', '3 a', '3 c', '3 d', '4 d'];
    const dataset = buildDataset(pairs.map((pair) => interaction(...(pair.split(' ') as [string, string]))));
    const { components } = await itemKnnModel({ neighbors: 2, shrinkage: 1 }).train(dataset, run);
    const cosine = (both: number, a: number, b: number): number => both / (Math.sqrt(a * b) + 1);
    // The nearest of a are b and c, those of b a alone, those of d c and a.
    const rowOf = await rowsByComponent(components, dataset.interactions);
    const close = (row: Float32Array, expected: number[]): void =>
      expected.forEach((value, item) => expect(row[item]).toBeCloseTo(value, 6));
    close(rowOf(0), [cosine(2, 3, 2), cosine(2, 3, 2), cosine(1, 3, 1), 0]);
    close(rowOf(3), [cosine(1, 3, 2), 0, cosine(1, 1, 2), 0]);
  });
});

describe('EASE', () => {
  it('has an empty diagonal and leaves no residual that a weight could explain', async () => {
    const { interactions } = blockGraph({ blocks: 2, size: 5, usersPerBlock: 7 }).dataset;
    const regularization = 3;
    const { arrays } = await itemWeights(interactions, regularization, run);
    const items = interactions.columns;
    const b = (i: number, j: number): number => arrays['weights']!.array[i * items + j]!;
    // Of the least ‖X − XB‖² + λ‖B‖² with b_jj = 0 the slope in every other b_ij is 0: x_i · (x_j − X b_j) = λ b_ij.
    const columns = transpose(interactions);
    const has = (user: number, item: number): number =>
      Number(columns.indices.subarray(columns.indptr[item], columns.indptr[item + 1]).includes(user));
    for (let j = 0; j < items; j++) {
      expect(b(j, j)).toBe(0);
      const residual = Array.from({ length: interactions.rows }, (_, user) => {
        let predicted = 0;
        for (let i = 0; i < items; i++) predicted += has(user, i) * b(i, j);
        return has(user, j) - predicted;
      });
      for (let i = 0; i < items; i++) {
        if (i === j) continue;
        const slope = residual.reduce((sum, value, user) => sum + has(user, i) * value, 0);
        expect(slope).toBeCloseTo(regularization * b(i, j), 4);
      }
    }
  });

  it('scores what a user lacks alike by items and by users, weights included', async () => {
    const { dataset } = blockGraph({ blocks: 3, size: 8, usersPerBlock: 4 });
    const values = Float32Array.from(dataset.interactions.indices, (_, entry) => 1 + (entry % 3));
    const interactions = { ...dataset.interactions, values };
    const byItems = await rowsByComponent([await itemWeights(interactions, 5, run)], interactions);
    const byUsers = await rowsByComponent([await userWeights(interactions, 5, run)], interactions);
    for (let user = 0; user < interactions.rows; user++) {
      const [one, other] = [byItems(user).slice(), byUsers(user)];
      const own = interactions.indices.subarray(interactions.indptr[user], interactions.indptr[user + 1]);
      one.forEach((score, item) => {
        if (!own.includes(item)) expect(other[item]).toBeCloseTo(score, 4);
      });
    }
  });

  it('takes the smaller side, and refuses where neither is small enough', async () => {
    const kindOf = async (usersPerBlock: number): Promise<string> => {
      const { components } = await easeModel().train(blockGraph({ usersPerBlock }).dataset, run);
      return components[0]!.kind;
    };
    expect([await kindOf(20), await kindOf(5)]).toEqual(['item-weights', 'user-weights']);
    const many = MOST_EASE_ROWS + 1;
    const diagonal = Int32Array.from({ length: many + 1 }, (_, index) => index);
    const interactions = {
      rows: many,
      columns: many,
      indptr: diagonal,
      indices: diagonal.slice(0, many),
      values: null,
    };
    const large = { ...blockGraph().dataset, interactions };
    await expect(easeModel().train(large, run)).rejects.toMatchObject({ code: 'DATASET_TOO_LARGE' });
  });
});

describe('ALS', () => {
  it('follows a user to another graph with items that stay', async () => {
    const { dataset } = blockGraph();
    const model = alsModel({ dimensions: 8, iterations: 200 }); // until nothing moves
    const trained = await model.train(dataset, run);
    const moved = await model.propagate(trained, dataset, runContext());
    const [before, after] = [trained.components[0]!.arrays, moved.components[0]!.arrays];
    expect(after['items']).toEqual(before['items']);
    after['users']!.array.forEach((value, place) => expect(value).toBeCloseTo(before['users']!.array[place]!, 2));
  });
});

describe('baselines', () => {
  it.each([
    () => itemKnnModel({ neighbors: 0 }),
    () => itemKnnModel({ shrinkage: -1 }),
    () => alsModel({ dimensions: 1.5 }),
    () => alsModel({ iterations: 0 }),
    () => easeModel({ regularization: 0 }),
    () => easeModel({ regularization: NaN }),
  ])('refuse a hyperparameter out of bounds (%#)', (create) => {
    expect(create).toThrow(expect.objectContaining({ code: 'BAD_SETTING' }));
  });
});
