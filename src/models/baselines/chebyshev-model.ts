import type { Component } from '../../snapshot/contents.js';
import type { Model } from '../model.js';
import { popularityComponent } from '../popularity/popularity-component.js';
import { resolveBaseline } from './hyperparameters.js';
import { learnable, trainedAtOnce } from './trained-at-once.js';

export interface ChebyshevModelOptions {
  /** How strongly popular items are favored; .4 when absent. */
  readonly beta?: number;
}

/**
 * A smooth low-pass of degree 7 over the item graph (linalg/chebyshev-filter.ts), what the walk filter is the first step
 * of: nothing is trained, and a user's row costs fourteen sparse products, so that it is there to compare with and never
 * served. Throws BAD_SETTING.
 */
export function chebyshevModel(options: ChebyshevModelOptions = {}): Model {
  const hyperparameters = resolveBaseline({ beta: 0.4 }, options);
  return {
    name: 'chebyshev',
    hyperparameters,
    async train(dataset, run) {
      return trainedAtOnce(chebyshevComponent(hyperparameters.beta), learnable(dataset, run), hyperparameters);
    },
    async propagate(trained, { interactions }) {
      return { ...trained, components: [trained.components[0]!, popularityComponent(interactions)] };
    },
  };
}

function chebyshevComponent(beta: number): Component {
  return { kind: 'chebyshev', name: 'chebyshev', parameters: { beta }, arrays: {} };
}
