import { EdgewiseError } from '../../core/errors.js';
import { Random } from '../../core/random.js';
import type { RunContext } from '../../core/run-context.js';
import { transpose, type CsrMatrix } from '../../linalg/csr.js';
import { improveFactors, type LeastSquaresOptions } from '../../linalg/implicit-least-squares.js';
import type { Component } from '../../snapshot/contents.js';
import type { Model } from '../model.js';
import { resolveBaseline } from './hyperparameters.js';
import { learnable, trainedAtOnce } from './trained-at-once.js';

export interface AlsOptions {
  /** 64 when absent. */
  readonly dimensions?: number;
  /** DEFAULTS has what is taken when these are absent; improveFactors says what they mean. */
  readonly regularization?: number;
  readonly alpha?: number;
  /** How often both sides are solved. */
  readonly iterations?: number;
}

/** What held up best on validation of three data sets (decision 169); 40 is what the paper took too. */
const DEFAULTS = { dimensions: 64, regularization: 100, alpha: 40, iterations: 15 };

/** Conjugate gradient steps a row; from where the last iteration left it three are enough (Takács et al., 2011). */
const STEPS = 3;

/**
 * Alternating least squares for implicit feedback (Hu, Koren & Volinsky, ICDM 2008), score by dot product.
 * Throws BAD_SETTING.
 */
export function alsModel(options: AlsOptions = {}): Model {
  const hyperparameters = resolveBaseline(DEFAULTS, options);
  const { dimensions, iterations } = hyperparameters;
  const leastSquares = (run: RunContext): LeastSquaresOptions => ({
    ...hyperparameters,
    steps: STEPS,
    signal: run.signal,
  });
  return {
    name: 'als',
    hyperparameters,
    async train(dataset, run) {
      const interactions = learnable(dataset, run);
      const byItem = transpose(interactions);
      const random = Random.stream(run.seed, 'als');
      const start = (rows: number): Float32Array =>
        Float32Array.from({ length: rows * dimensions }, () => (random.float() - 0.5) * 0.02);
      const [users, items] = [start(interactions.rows), start(interactions.columns)];
      for (let iteration = 0; iteration < iterations; iteration++) {
        await improveFactors(interactions, users, items, leastSquares(run));
        await improveFactors(byItem, items, users, leastSquares(run));
        run.progress({ stage: 'train', done: iteration + 1, total: iterations, unit: 'epochs' });
      }
      assertFinite(users);
      assertFinite(items);
      return trainedAtOnce(factorsComponent(users, items, interactions, dimensions), interactions, hyperparameters);
    },
    async propagate(trained, { interactions }, run) {
      const { users, items } = trained.components[0]!.arrays;
      const moved = Float32Array.from(users!.array);
      const still = items!.array as Float32Array;
      for (let pass = 0; pass < 3; pass++) await improveFactors(interactions, moved, still, leastSquares(run));
      const component = factorsComponent(moved, still, interactions, dimensions);
      return { ...trained, components: trainedAtOnce(component, interactions, hyperparameters).components };
    },
  };
}

function factorsComponent(
  users: Float32Array,
  items: Float32Array,
  { rows, columns }: CsrMatrix,
  dimensions: number,
): Component {
  return {
    kind: 'factors',
    name: 'als',
    parameters: { dimensions },
    arrays: {
      users: { array: users, shape: [rows, dimensions] },
      items: { array: items, shape: [columns, dimensions] },
    },
  };
}

function assertFinite(table: Float32Array): void {
  if (table.every(Number.isFinite)) return;
  throw new EdgewiseError('DIVERGED', 'Alternating least squares left factors that are not finite.', {
    cure: 'Raise the regularization.',
  });
}
