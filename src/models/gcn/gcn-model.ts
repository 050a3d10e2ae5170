import type { Model } from '../model.js';
import { resolveHyperparameters, type GcnHyperparameters } from './hyperparameters.js';
import { propagateGcn } from './propagate-gcn.js';
import { trainGcn, type EngineChoice } from './train-gcn.js';

export interface GcnOptions extends EngineChoice {
  readonly hyperparameters?: Partial<GcnHyperparameters>;
}

/**
 * A graph convolution without activations (LightGCN, He et al., SIGIR 2020) over a table that starts from singular
 * vectors. Throws BAD_SETTING for hyperparameters outside their ranges.
 */
export function gcnModel({ hyperparameters, ...engine }: GcnOptions = {}): Model {
  const resolved = resolveHyperparameters(hyperparameters);
  return {
    name: 'gcn',
    hyperparameters: { ...resolved },
    train: async (dataset, run) => (await trainGcn(dataset, resolved, engine, run)).trained,
    propagate: (trained, dataset, run) => propagateGcn(trained, dataset, resolved, engine, run),
  };
}
