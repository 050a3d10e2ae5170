import type { Settings } from '../../config/settings-table.js';
import type { Model } from '../../models/model.js';
import { chosenModel } from '../chosen-model.js';

/** The model that `--model` names, as the settings want it: one that is served, or a baseline. */
export async function judgedModel(settings: Settings): Promise<Model> {
  const { model, neighbors, shrinkage, regularization, alpha, beta, dimensions, epochs } = settings;
  const byRegularization = { ...(regularization !== undefined && { regularization }) };
  switch (model) {
    case 'item-knn': {
      const { itemKnnModel } = await import('../../models/baselines/item-knn-model.js');
      return itemKnnModel({
        ...(neighbors !== undefined && { neighbors }),
        ...(shrinkage !== undefined && { shrinkage }),
      });
    }
    case 'als': {
      const { alsModel } = await import('../../models/baselines/als-model.js');
      return alsModel({
        ...byRegularization,
        ...(alpha !== undefined && { alpha }),
        ...(dimensions !== undefined && { dimensions }),
        ...(epochs !== undefined && { iterations: epochs }),
      });
    }
    case 'ease': {
      const { easeModel } = await import('../../models/baselines/ease-model.js');
      return easeModel(byRegularization);
    }
    case 'chebyshev': {
      const { chebyshevModel } = await import('../../models/baselines/chebyshev-model.js');
      return chebyshevModel({ ...(beta !== undefined && { beta }) });
    }
    default:
      return chosenModel(settings);
  }
}
