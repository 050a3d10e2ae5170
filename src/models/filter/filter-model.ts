import { EdgewiseError } from '../../core/errors.js';
import { throwIfInterrupted } from '../../core/run-context.js';
import type { WalkExponents } from '../../linalg/walk-graph.js';
import { assertWeights } from '../assert-weights.js';
import type { Model } from '../model.js';
import { popularityComponent } from '../popularity/popularity-component.js';
import { resolveExponents } from './exponents.js';
import { walkComponent } from './walk-component.js';

export interface FilterOptions {
  readonly exponents?: Partial<WalkExponents>;
}

/**
 * A walk filter over the graph as it is (linalg/walk-filter.ts): nothing is trained, and what somebody does is served as
 * soon as it is known. Throws BAD_SETTING for exponents outside 0 … 2.
 */
export function filterModel({ exponents }: FilterOptions = {}): Model {
  const resolved = resolveExponents(exponents);
  return {
    name: 'filter',
    hyperparameters: { ...resolved },
    async train({ interactions }, run) {
      throwIfInterrupted(run.signal);
      if (interactions.indices.length === 0)
        throw new EdgewiseError('DATASET_EMPTY', 'There are no interactions to walk over.');
      assertWeights(interactions);
      return {
        components: [walkComponent(resolved), popularityComponent(interactions)],
        hyperparameters: { ...resolved },
        history: [],
        bestEpoch: 0,
        metrics: {},
        stepMilliseconds: 0,
      };
    },
    async propagate(trained, { interactions }) {
      return { ...trained, components: [walkComponent(resolved), popularityComponent(interactions)] };
    },
  };
}
