import { describe, expect, it } from '@jest/globals';
import { chosenModel } from '../../../src/cli/chosen-model.js';
import { judgedModel } from '../../../src/cli/evaluate/judged-model.js';
import { BASELINE_SETTINGS } from '../../../src/config/baseline-settings.js';
import { resolveSettings } from '../../../src/config/resolve-settings.js';
import { alsModel } from '../../../src/models/baselines/als-model.js';
import { chebyshevModel } from '../../../src/models/baselines/chebyshev-model.js';
import { easeModel } from '../../../src/models/baselines/ease-model.js';
import { itemKnnModel } from '../../../src/models/baselines/item-knn-model.js';

const settingsWith = (flags: object) => resolveSettings({ flags, environment: {}, workingDirectory: '/' }).settings;

describe('judgedModel', () => {
  it.each(['item-knn', 'als', 'ease', 'chebyshev', 'filter', 'popularity'])(
    'makes %s, which it names',
    async (model) => {
      expect((await judgedModel(settingsWith({ model }))).name).toBe(model);
    },
  );

  it('leaves to a baseline what was not chosen and hands on what was', async () => {
    const hyperparameters = async (flags: object) => (await judgedModel(settingsWith(flags))).hyperparameters;
    expect(await hyperparameters({ model: 'als' })).toEqual(alsModel().hyperparameters);
    expect(
      await hyperparameters({ model: 'als', alpha: '2', regularization: '3', dimensions: '4', epochs: '5' }),
    ).toEqual({ alpha: 2, regularization: 3, dimensions: 4, iterations: 5 });
    expect(await hyperparameters({ model: 'item-knn', neighbors: '6', shrinkage: '0' })).toEqual({
      neighbors: 6,
      shrinkage: 0,
    });
    expect(await hyperparameters({ model: 'chebyshev', beta: '0.3' })).toEqual({ beta: 0.3 });
    expect(await hyperparameters({ model: 'ease', regularization: '7' })).toEqual({ regularization: 7 });
  });

  it('has defaults that the settings quote', () => {
    const { neighbors, shrinkage, regularization, alpha, beta } = BASELINE_SETTINGS;
    const [als, knn] = [alsModel().hyperparameters, itemKnnModel().hyperparameters];
    expect([neighbors.defaultNote, shrinkage.defaultNote]).toEqual([`${knn['neighbors']!}`, `${knn['shrinkage']!}`]);
    expect(beta.defaultNote).toBe(`${chebyshevModel().hyperparameters['beta']!}`);
    expect(alpha.defaultNote).toBe(`${als['alpha']!}`);
    const ease = easeModel().hyperparameters['regularization']!;
    expect(regularization.defaultNote).toBe(`als ${als['regularization']!}, ease ${ease}`);
  });
});

describe('chosenModel', () => {
  it.each(['item-knn', 'als', 'ease', 'chebyshev'])('refuses %s, which is never served', async (model) => {
    await expect(chosenModel(settingsWith({ model }))).rejects.toMatchObject({ code: 'MODEL_NOT_SERVED' });
  });
});
