import type { Settings } from '../config/settings-table.js';
import type { Model } from '../models/model.js';
import { gcnOptions } from './training-choices.js';

/** The model that `--model` names, as the settings want it. Loads TensorFlow for those alone that are trained with it. */
export async function chosenModel(settings: Settings): Promise<Model> {
  switch (settings.model) {
    case 'blend': {
      const { blendModel } = await import('../models/blend/blend-model.js');
      return blendModel(gcnOptions(settings));
    }
    case 'gcn': {
      const { gcnModel } = await import('../models/gcn/gcn-model.js');
      return gcnModel(gcnOptions(settings));
    }
    case 'filter': {
      const { filterModel } = await import('../models/filter/filter-model.js');
      return filterModel();
    }
    case 'popularity': {
      const { popularityModel } = await import('../models/popularity/popularity-model.js');
      return popularityModel;
    }
  }
}
