import { EdgewiseError } from '../../core/errors.js';
import { throwIfInterrupted } from '../../core/run-context.js';
import { transpose, type CsrMatrix } from '../../linalg/csr.js';
import { improveFactors } from '../../linalg/implicit-least-squares.js';
import type { Component } from '../../snapshot/contents.js';
import type { TrainedModel } from '../model.js';

export interface BaselineFoldIn {
  /** Those of the model that the component is of. */
  readonly hyperparameters: TrainedModel['hyperparameters'];
  /** users × items, weighed: what was learned from. */
  readonly train: CsrMatrix;
  /** What users have who came since, none of whom has a row in `train`. */
  readonly told: CsrMatrix;
  readonly signal: AbortSignal;
}

/** Whether a component is of a model that is there to compare with. */
export function isBaseline({ kind }: Component): boolean {
  return kind in FOLD_INS;
}

/**
 * The component as it ranks users who came after training, by the rows of both matrices (ranking/rows-by-component.ts).
 * Nothing of items is learned again: what adds up over a user's items does so for anybody; ALS solves a user's row while
 * items stand still; EASE by users follows from the matrix that it inverted.
 * Errors: MODEL_WITHOUT_FOLD_IN for a model that has no such step; INTERRUPTED.
 */
export async function foldInBaseline(component: Component, options: BaselineFoldIn): Promise<Component> {
  return FOLD_INS[component.kind]!(component, options);
}

type FoldInComponent = (component: Component, options: BaselineFoldIn) => Component | Promise<Component>;

/** By component kind. */
const FOLD_INS: Readonly<Record<string, FoldInComponent>> = {
  'item-neighbors': (component) => component,
  'item-weights': (component) => component,
  'user-weights': withUserWeights,
  factors: withUserFactors,
  chebyshev() {
    throw new EdgewiseError(
      'MODEL_WITHOUT_FOLD_IN',
      'The model chebyshev filters the graph that it was made from, and ranks nobody else.',
    );
  },
};

/** Conjugate gradients solve a row of d factors in d steps, and in a few more where they round. */
async function withUserFactors(
  component: Component,
  { hyperparameters, told, signal }: BaselineFoldIn,
): Promise<Component> {
  const { users, items } = component.arrays;
  const dimensions = Number(component.parameters['dimensions']);
  const factors = new Float32Array(users!.array.length);
  await improveFactors(told, factors, items!.array as Float32Array, {
    dimensions,
    regularization: Number(hyperparameters['regularization']),
    alpha: Number(hyperparameters['alpha']),
    steps: 2 * dimensions,
    signal,
  });
  return { ...component, arrays: { ...component.arrays, users: { ...users!, array: factors } } };
}

/** x P = (x − Xᵀ K X x) / λ for a new row x, with P and K of ease/user-weights.ts: her weights of users are −K X x / λ. */
function withUserWeights(component: Component, { train, told, signal }: BaselineFoldIn): Component {
  const { weights: inverse } = component.arrays;
  const users = train.rows;
  const regularization = Number(component.parameters['regularization']);
  const weights = Float32Array.from(inverse!.array);
  const byItem = transpose(train);
  for (let user = 0; user < users; user++) {
    if (told.indptr[user] === told.indptr[user + 1]) continue;
    throwIfInterrupted(signal);
    const shared = commonWeights(told, user, byItem);
    for (let other = 0; other < users; other++) {
      let sum = 0;
      for (const [third, weight] of shared) sum += inverse!.array[other * users + third]! * weight;
      weights[user * users + other] = -sum / regularization;
    }
  }
  return { ...component, arrays: { ...component.arrays, weights: { ...inverse!, array: weights } } };
}

/** X x of a row x: by users who have an item of hers. */
function commonWeights(told: CsrMatrix, user: number, byItem: CsrMatrix): Map<number, number> {
  const shared = new Map<number, number>();
  for (let entry = told.indptr[user]!; entry < told.indptr[user + 1]!; entry++) {
    const item = told.indices[entry]!;
    for (let place = byItem.indptr[item]!; place < byItem.indptr[item + 1]!; place++) {
      const other = byItem.indices[place]!;
      const weight = (told.values?.[entry] ?? 1) * (byItem.values?.[place] ?? 1);
      shared.set(other, (shared.get(other) ?? 0) + weight);
    }
  }
  return shared;
}
