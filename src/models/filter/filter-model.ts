import { EdgewiseError } from '../../core/errors.js';
import { throwIfInterrupted } from '../../core/run-context.js';
import type { Dataset } from '../../dataset/dataset.js';
import type { Component } from '../../snapshot/contents.js';
import { assertWeights } from '../assert-weights.js';
import { DEFAULT_HOLD_OUT, holdOut, type HoldOutOptions } from '../hold-out.js';
import type { Model, TrainRun } from '../model.js';
import { popularityComponent } from '../popularity/popularity-component.js';
import { chooseExponents, type ChosenExponents } from './choose-exponents.js';
import { assertExponents, DECLARED_EXPONENTS, describeExponents, type ExponentsChoice } from './exponents.js';
import { exponentsAmong, walkComponent } from './walk-component.js';

/** Under `validation` `none` exponents are the declared ones, or those that a warm start goes on from. */
export interface FilterOptions extends Partial<ChosenBy> {
  /** `auto` when absent. */
  readonly exponents?: ExponentsChoice;
}

/** What exponents are chosen by. */
type ChosenBy = Pick<HoldOutOptions, 'validation' | 'validationUsers'>;

/**
 * A walk filter over the graph as it is (linalg/walk-filter.ts): nothing is trained, and what somebody does is served as
 * soon as it is known. Throws BAD_SETTING for exponents outside 0 … 2.
 */
export function filterModel({ exponents = 'auto', ...chosenBy }: FilterOptions = {}): Model {
  assertExponents(exponents);
  const { validation, validationUsers } = { ...DEFAULT_HOLD_OUT, ...chosenBy };
  const hyperparameters = { exponents: describeExponents(exponents), validation, validationUsers };
  return {
    name: 'filter',
    hyperparameters,
    async train(dataset, run) {
      throwIfInterrupted(run.signal);
      const { interactions } = dataset;
      if (interactions.indices.length === 0)
        throw new EdgewiseError('DATASET_EMPTY', 'There are no interactions to walk over.');
      assertWeights(interactions);
      const chosen =
        exponents === 'auto' ? await choose(dataset, { validation, validationUsers }, run) : { exponents, metrics: {} };
      return {
        components: [walkComponent(chosen.exponents), popularityComponent(interactions)],
        hyperparameters,
        history: [],
        bestEpoch: 0,
        metrics: chosen.metrics,
        ...(exponents === 'auto' && { choice: { ...chosen.exponents } }),
        stepMilliseconds: 0,
      };
    },
    async propagate(trained, { interactions }) {
      const over = (part: Component): Component =>
        part.kind === 'popularity' ? popularityComponent(interactions) : part;
      return { ...trained, components: trained.components.map(over) };
    },
  };
}

async function choose(
  dataset: Dataset,
  chosenBy: ChosenBy,
  { seed, log, signal, warmStart }: TrainRun,
): Promise<ChosenExponents> {
  if (warmStart !== undefined)
    return { exponents: exponentsAmong(warmStart.components) ?? DECLARED_EXPONENTS, metrics: {} };
  const heldOut = holdOut(dataset, { ...DEFAULT_HOLD_OUT, ...chosenBy }, seed, log);
  if (heldOut?.isOrdered !== true) return { exponents: DECLARED_EXPONENTS, metrics: {} };
  const chosen = await chooseExponents(heldOut, signal);
  log.info(chosen, 'Exponents chosen on held-out edges.');
  return chosen;
}
