import { describe, expect, it } from '@jest/globals';
import { MODEL_SETTINGS } from '../../src/config/model-settings.js';
import { filterModel } from '../../src/models/filter/filter-model.js';
import { DEFAULT_HYPERPARAMETERS } from '../../src/models/gcn/hyperparameters.js';

describe('the settings of the model', () => {
  it('quote the defaults that the model has', () => {
    const quoted = Object.fromEntries(
      Object.entries(MODEL_SETTINGS).map(([name, { defaultNote }]) => [name, defaultNote]),
    );
    const defaults = Object.entries(DEFAULT_HYPERPARAMETERS).map(([name, value]) => [name, String(value)]);
    expect({ ...Object.fromEntries(defaults), exponents: filterModel().hyperparameters['exponents'] }).toMatchObject(
      quoted,
    );
  });
});
