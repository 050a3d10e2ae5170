import type { Settings } from '../config/settings-table.js';
import { EdgewiseError } from '../core/errors.js';
import type { Model } from '../models/model.js';
import { blendOptions, filterOptions, gcnOptions } from './training-choices.js';

/**
 * The model that `--model` names, as the settings want it, to be served. Loads TensorFlow for those alone that are
 * trained with it. Errors: MODEL_NOT_SERVED for one that is there to compare with.
 */
export async function chosenModel(settings: Settings): Promise<Model> {
  switch (settings.model) {
    case 'blend': {
      const { blendModel } = await import('../models/blend/blend-model.js');
      return blendModel(blendOptions(settings));
    }
    case 'gcn': {
      const { gcnModel } = await import('../models/gcn/gcn-model.js');
      return gcnModel(gcnOptions(settings));
    }
    case 'filter': {
      const { filterModel } = await import('../models/filter/filter-model.js');
      return filterModel(filterOptions(settings));
    }
    case 'popularity': {
      const { popularityModel } = await import('../models/popularity/popularity-model.js');
      return popularityModel;
    }
    case 'item-knn':
    case 'als':
    case 'ease':
    case 'chebyshev':
      throw new EdgewiseError('MODEL_NOT_SERVED', `The model ${settings.model} is there to compare with.`, {
        place: { setting: '--model' },
      });
  }
}
