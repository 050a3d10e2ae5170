import { describe } from '@jest/globals';
import { gcnModel } from '../../../src/models/gcn/gcn-model.js';
import type { GcnHyperparameters } from '../../../src/models/gcn/hyperparameters.js';
import { modelContract } from '../../contracts/model.js';

const SMALL: Partial<GcnHyperparameters> = { dimensions: 8, epochs: 6, batchUsers: 20, batchEdges: 200 };
const TRAITS = { personal: true, iterative: true, random: true };

describe.each(['cpu', 'wasm'] as const)('on the %s engine', (engine) => {
  const create = (hyperparameters: Partial<GcnHyperparameters>) => () =>
    gcnModel({ engine, hyperparameters: { ...SMALL, ...hyperparameters } });
  modelContract('gcn', create({}), TRAITS);
  modelContract('gcn refitted', create({ refit: true }), TRAITS);
  modelContract('gcn by BPR from a random start', create({ loss: 'bpr', start: 'random', validation: 'none' }), TRAITS);
});
