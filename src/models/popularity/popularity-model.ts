import { EdgewiseError } from '../../core/errors.js';
import { throwIfInterrupted } from '../../core/run-context.js';
import type { Model } from '../model.js';
import { popularityComponent } from './popularity-component.js';

/** Ranks items by how many distinct users they have, the same for everyone: the baseline that a model must beat. */
export const popularityModel: Model = {
  name: 'popularity',
  hyperparameters: {},
  async train(dataset, run) {
    throwIfInterrupted(run.signal);
    if (dataset.interactions.indices.length === 0)
      throw new EdgewiseError('DATASET_EMPTY', 'There are no interactions to count.');
    const components = [popularityComponent(dataset.interactions)];
    return { components, hyperparameters: {}, history: [], bestEpoch: 0, metrics: {}, stepMilliseconds: 0 };
  },
  async propagate(trained, { interactions }) {
    return { ...trained, components: [popularityComponent(interactions)] };
  },
};
