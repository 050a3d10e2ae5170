import { EdgewiseError } from '../../core/errors.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import type { Component } from '../../snapshot/contents.js';
import type { Model } from '../model.js';
import { popularityComponent } from '../popularity/popularity-component.js';
import { itemWeights } from './ease/item-weights.js';
import { userWeights } from './ease/user-weights.js';
import { resolveBaseline } from './hyperparameters.js';
import { learnable, trainedAtOnce } from './trained-at-once.js';

export interface EaseOptions {
  /** λ; 200 when absent. */
  readonly regularization?: number;
}

/** The most rows of the matrix to invert: two minutes, and 290 MB in float64. */
export const MOST_EASE_ROWS = 6000;

/**
 * EASE (Steck, WWW 2019): the item–item weights B of the least ‖X − XB‖² + λ‖B‖² with an empty diagonal, in closed form
 * B_ij = −P_ij / P_jj, P = (XᵀX + λI)⁻¹; a user's scores are her row of X times B. Where there are fewer users than items
 * the same scores come of a matrix of users by users (ease/user-weights.ts), so that the smaller side decides the cost.
 * Throws BAD_SETTING; train refuses as DATASET_TOO_LARGE where both sides are above MOST_EASE_ROWS.
 */
export function easeModel(options: EaseOptions = {}): Model {
  const hyperparameters = resolveBaseline({ regularization: 200 }, options);
  return {
    name: 'ease',
    hyperparameters,
    async train(dataset, run) {
      const interactions = learnable(dataset, run);
      assertSize(interactions);
      const weightsOf = interactions.columns <= interactions.rows ? itemWeights : userWeights;
      const component: Component = await weightsOf(interactions, hyperparameters.regularization, run);
      return trainedAtOnce(component, interactions, hyperparameters);
    },
    async propagate(trained, { interactions }) {
      return { ...trained, components: [trained.components[0]!, popularityComponent(interactions)] };
    },
  };
}

function assertSize({ rows, columns }: CsrMatrix): void {
  if (Math.min(rows, columns) <= MOST_EASE_ROWS) return;
  throw new EdgewiseError(
    'DATASET_TOO_LARGE',
    `EASE inverts a matrix of the fewer of ${rows} users and ${columns} items, and takes at most ${MOST_EASE_ROWS}.`,
    { cure: 'Take another model: --model item-knn or als.' },
  );
}
