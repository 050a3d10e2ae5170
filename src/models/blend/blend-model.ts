import type { Component } from '../../snapshot/contents.js';
import { assertExponents, DECLARED_EXPONENTS, describeExponents, type ExponentsChoice } from '../filter/exponents.js';
import { exponentsAmong, walkComponent } from '../filter/walk-component.js';
import type { GcnOptions } from '../gcn/gcn-model.js';
import { resolveHyperparameters } from '../gcn/hyperparameters.js';
import { propagateGcn } from '../gcn/propagate-gcn.js';
import { trainGcn } from '../gcn/train-gcn.js';
import type { Model } from '../model.js';
import type { WarmStart } from '../warm-start.js';
import { blendJudge } from './blend-judge.js';

export interface BlendOptions extends GcnOptions {
  /** Of the walk filter; `auto` when absent. */
  readonly exponents?: ExponentsChoice;
}

/**
 * A trained graph convolution (`gcn`) and a walk filter (`filter`) over the same graph, their standardized rows added. The
 * epoch of the one, the weight of the other and, where the order of edges is known, its exponents are chosen on held-out
 * edges. Throws BAD_SETTING for hyperparameters or exponents outside their ranges.
 */
export function blendModel({ hyperparameters, exponents = 'auto', ...engine }: BlendOptions = {}): Model {
  const learned = resolveHyperparameters({ normExponent: BESIDE_WALKS, ...hyperparameters });
  assertExponents(exponents);
  const judge = blendJudge(exponents, WEIGHTS);
  const described = { ...learned, exponents: describeExponents(exponents), weights: WEIGHTS.join(' ') };
  return {
    name: 'blend',
    hyperparameters: described,
    async train(dataset, run) {
      const { trained, choice: judged } = await trainGcn(dataset, learned, engine, run, judge);
      const choice = {
        ...DECLARED,
        ...(exponents !== 'auto' && exponents),
        ...(judged ?? earlierChoice(run.warmStart)),
      };
      const [dot, ...others] = trained.components;
      const components = [blendComponent(choice.weight, dot!.name), dot!, walkComponent(choice), ...others];
      run.log.info(choice, 'Blended.');
      return { ...trained, components, hyperparameters: described, choice };
    },
    propagate: (trained, dataset, run) => propagateGcn(trained, dataset, learned, engine, run),
  };
}

/** Norm exponent where none is chosen: walks bring popularity of their own, so that less of it is wanted (decision 165). */
const BESIDE_WALKS = 0.75;

/** Of the walk's standardized row beside that of the dot product. */
const WEIGHTS = [0.05, 0.1, 0.15, 0.25, 0.4, 0.6];

/** Declared prior knowledge, for graphs from which nothing can be held out to choose by. */
const DECLARED = { weight: 0.25, ...DECLARED_EXPONENTS };

function blendComponent(weight: number, dot: string): Component {
  return { kind: 'blend', name: 'blend', parameters: { weight, dot, walk: 'walk' }, arrays: {} };
}

/** A warm start holds nothing out: what was chosen is that of the model that it goes on from. */
function earlierChoice(warmStart: WarmStart | undefined): Partial<typeof DECLARED> | undefined {
  const blend = warmStart?.components.find(({ kind }) => kind === 'blend');
  return blend && { weight: Number(blend.parameters['weight']), ...exponentsAmong(warmStart!.components) };
}
