import { gcnModel } from '../../../src/models/gcn/gcn-model.js';
import type { GcnHyperparameters } from '../../../src/models/gcn/hyperparameters.js';
import { modelContract } from '../../contracts/model.js';

const SMALL: Partial<GcnHyperparameters> = { dimensions: 8, epochs: 6, batchUsers: 20, batchEdges: 200, refit: false };
const TRAITS = { personal: true, iterative: true, random: true };

/** A random start has everything to learn. */
const FROM_NOTHING: Partial<GcnHyperparameters> = { start: 'random', validation: 'none', epochs: 15, batchEdges: 120 };

function create(engine: 'cpu' | 'wasm', hyperparameters: Partial<GcnHyperparameters> = {}) {
  return () => gcnModel({ engine, hyperparameters: { ...SMALL, ...hyperparameters } });
}

modelContract('gcn on the cpu engine', create('cpu'), TRAITS);
modelContract('gcn on the wasm engine', create('wasm'), TRAITS);
modelContract('gcn with a refit', create('wasm', { refit: true }), TRAITS);
modelContract('gcn by BPR', create('wasm', { ...FROM_NOTHING, loss: 'bpr' }), TRAITS);
