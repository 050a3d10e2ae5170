import type { WalkExponents } from '../../linalg/walk-graph.js';
import type { Component } from '../../snapshot/contents.js';
import { resolveExponents } from '../filter/exponents.js';
import { walkComponent } from '../filter/walk-component.js';
import type { GcnOptions } from '../gcn/gcn-model.js';
import { resolveHyperparameters } from '../gcn/hyperparameters.js';
import { propagateGcn } from '../gcn/propagate-gcn.js';
import { trainGcn } from '../gcn/train-gcn.js';
import type { Model } from '../model.js';
import type { WarmStart } from '../warm-start.js';
import { blendJudge } from './blend-judge.js';

export interface BlendOptions extends GcnOptions {
  /** Of the walk filter. */
  readonly exponents?: Partial<WalkExponents>;
}

/**
 * A trained graph convolution (`gcn`) and a walk filter (`filter`) over the same graph, their standardized rows added. The
 * epoch of the one and the weight of the other are chosen together on held-out edges. Throws BAD_SETTING for
 * hyperparameters or exponents outside their ranges.
 */
export function blendModel({ hyperparameters, exponents, ...engine }: BlendOptions = {}): Model {
  const learned = resolveHyperparameters(hyperparameters);
  const walks = resolveExponents(exponents);
  const judge = blendJudge(walks, WEIGHTS);
  const described = { ...learned, ...walks, weights: WEIGHTS.join(' ') };
  return {
    name: 'blend',
    hyperparameters: described,
    async train(dataset, run) {
      const { trained, choice } = await trainGcn(dataset, learned, engine, run, judge);
      const weight = choice?.['weight'] ?? earlierWeight(run.warmStart) ?? DEFAULT_WEIGHT;
      const [dot, ...others] = trained.components;
      const components = [blendComponent(weight, dot!.name), dot!, walkComponent(walks), ...others];
      run.log.info({ weight }, 'Blended.');
      return { ...trained, components, hyperparameters: described };
    },
    propagate: (trained, dataset, run) => propagateGcn(trained, dataset, learned, engine, run),
  };
}

/** Of the walk's standardized row beside that of the dot product. */
const WEIGHTS = [0.05, 0.1, 0.15, 0.25, 0.4, 0.6];

/** Declared prior knowledge, for graphs from which nothing can be held out to choose by. */
const DEFAULT_WEIGHT = 0.25;

function blendComponent(weight: number, dot: string): Component {
  return { kind: 'blend', name: 'blend', parameters: { weight, dot, walk: 'walk' }, arrays: {} };
}

/** A warm start holds nothing out: the weight is that of the model that it goes on from. */
function earlierWeight(warmStart: WarmStart | undefined): number | undefined {
  const blend = warmStart?.components.find(({ kind }) => kind === 'blend');
  return blend === undefined ? undefined : Number(blend.parameters['weight']);
}
