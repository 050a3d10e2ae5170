import { isEdgewiseError } from '../../core/errors.js';
import type { Dataset } from '../../dataset/dataset.js';
import type { Model, TrainedModel, TrainRun } from '../../models/model.js';

/** Goes on from the checkpoint that a killed run left for the same data and choices, else from the start. */
export async function trainCandidate(model: Model, dataset: Dataset, run: TrainRun): Promise<TrainedModel> {
  try {
    return await model.train(dataset, { ...run, resume: true });
  } catch (error) {
    if (!isEdgewiseError(error) || !error.code.startsWith('CHECKPOINT_')) throw error;
    run.log.debug({ reason: error.message }, 'No checkpoint fits: training begins from the start.');
    return model.train(dataset, { ...run, resume: false });
  }
}
