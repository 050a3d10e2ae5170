import { describe, expect, it } from '@jest/globals';
import { gcnOptions, trainingChoices } from '../../src/cli/training-choices.js';
import { resolveSettings } from '../../src/config/resolve-settings.js';
import { gcnModel } from '../../src/models/gcn/gcn-model.js';

const settingsWith = (flags: object) => resolveSettings({ flags, environment: {}, workingDirectory: '/' }).settings;

describe('gcnOptions', () => {
  it('leaves to the model what was not chosen', () => {
    expect(gcnOptions(settingsWith({}))).toEqual({ engine: 'auto', hyperparameters: {} });
  });

  it('hands on what was chosen, in terms that the model takes', () => {
    const flags = { engine: 'cpu', threads: '1', epochs: '3', loss: 'bpr', learningRate: '0.01', refit: 'false' };
    const options = gcnOptions(settingsWith(flags));
    expect(options).toEqual({
      engine: 'cpu',
      threads: 1,
      hyperparameters: { epochs: 3, loss: 'bpr', learningRate: 0.01, refit: false },
    });
    expect(gcnModel(options).name).toBe('gcn');
  });
});

describe('trainingChoices', () => {
  it('weighs pairs as the settings say', () => {
    const flags = { behaviors: 'view,like', weighting: 'log', behaviorWeights: 'like=2', seed: '5', retention: '3' };
    expect(trainingChoices(settingsWith(flags))).toEqual({
      dataset: { behaviors: ['view', 'like'], weighting: { mode: 'log', behaviorWeights: { like: 2 } } },
      seed: 5,
      checkpointDirectory: './data/checkpoints',
      keep: 3,
    });
  });

  it('lets interactions age where a half-life is given', () => {
    const { dataset } = trainingChoices(settingsWith({ weighting: 'sum', halfLife: '36h' }));
    expect(dataset.weighting).toEqual({ mode: 'sum', behaviorWeights: {}, halfLife: 129_600_000 });
    expect(trainingChoices(settingsWith({ halfLife: 'none' })).dataset.weighting).not.toHaveProperty('halfLife');
    for (const halfLife of ['0', '0d', '-1d', 'never'])
      expect(() => settingsWith({ halfLife })).toThrow(expect.objectContaining({ code: 'BAD_SETTING' }));
  });
});
