import { EdgewiseError } from '../../core/errors.js';
import { throwIfInterrupted } from '../../core/run-context.js';
import type { Dataset } from '../../dataset/dataset.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import type { Component } from '../../snapshot/contents.js';
import { assertWeights } from '../assert-weights.js';
import type { TrainedModel, TrainRun } from '../model.js';
import { popularityComponent } from '../popularity/popularity-component.js';

/** The interactions, once they are found fit to learn from. Errors: INTERRUPTED, DATASET_EMPTY, DIVERGED. */
export function learnable({ interactions }: Dataset, run: TrainRun): CsrMatrix {
  throwIfInterrupted(run.signal);
  if (interactions.indices.length === 0)
    throw new EdgewiseError('DATASET_EMPTY', 'There are no interactions to learn from.');
  assertWeights(interactions);
  return interactions;
}

/** A model that is learned at once, without epochs to choose among: its component, and popularity for users without one. */
export function trainedAtOnce(
  component: Component,
  interactions: CsrMatrix,
  hyperparameters: TrainedModel['hyperparameters'],
): TrainedModel {
  return {
    components: [component, popularityComponent(interactions)],
    hyperparameters,
    history: [],
    bestEpoch: 0,
    metrics: {},
    stepMilliseconds: 0,
  };
}
