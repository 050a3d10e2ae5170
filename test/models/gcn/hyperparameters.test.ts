import { describe, expect, it } from '@jest/globals';
import { gcnModel } from '../../../src/models/gcn/gcn-model.js';
import { DEFAULT_HYPERPARAMETERS, resolveHyperparameters } from '../../../src/models/gcn/hyperparameters.js';

describe('hyperparameters', () => {
  it('are the defaults where nothing is chosen', () => {
    expect(resolveHyperparameters()).toEqual(DEFAULT_HYPERPARAMETERS);
    expect(resolveHyperparameters({ dimensions: 8 })).toEqual({ ...DEFAULT_HYPERPARAMETERS, dimensions: 8 });
  });

  it.each([
    ['dimensions', 0],
    ['dimensions', 1.5],
    ['layers', 9],
    ['start', 'zeros'],
    ['loss', 'hinge'],
    ['epochs', NaN],
    ['learningRate', 0],
    ['learningRate', Infinity],
    ['beta2', 1],
    ['finalLearningRateShare', -0.1],
    ['l2', -1],
    ['batchL2', -1],
    ['normExponent', 1.1],
    ['positiveTemperature', 0],
    ['negativeSampling', 'random'],
    ['contrast', -0.1],
    ['contrastTemperature', 0],
    ['temperature', 0],
    ['batchUsers', 0],
    ['negatives', '10'],
    ['validation', 'first'],
    ['validationShare', 1],
    ['patience', 0],
    ['refit', 'yes'],
  ])('refuse %s = %p, naming it and what is accepted', (name, value) => {
    expect(() => resolveHyperparameters({ [name]: value })).toThrow(
      expect.objectContaining({
        code: 'BAD_SETTING',
        place: { setting: name },
        message: expect.stringContaining(', not '),
      }),
    );
  });

  it('refuse a name that is not theirs, when the model is made', () => {
    expect(() => gcnModel({ hyperparameters: { width: 3 } as object })).toThrow(
      expect.objectContaining({ code: 'BAD_SETTING', place: { setting: 'width' } }),
    );
  });
});
