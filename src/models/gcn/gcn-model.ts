import type { Model } from '../model.js';
import { resolveHyperparameters, type GcnHyperparameters } from './hyperparameters.js';
import { trainGcn, type EngineChoice } from './train-gcn.js';

export interface GcnOptions {
  readonly hyperparameters?: Partial<GcnHyperparameters>;
  /** `auto` when absent: the fastest that starts on this machine. */
  readonly engine?: EngineChoice;
}

/**
 * A graph convolution without activations (LightGCN, He et al., SIGIR 2020) over a table that starts from singular
 * vectors. Throws BAD_SETTING for hyperparameters outside their ranges.
 */
export function gcnModel({ hyperparameters, engine = 'auto' }: GcnOptions = {}): Model {
  const resolved = resolveHyperparameters(hyperparameters);
  return { name: 'gcn', train: (dataset, run) => trainGcn(dataset, resolved, engine, run) };
}
