import { transpose } from '../../linalg/csr.js';
import { nearestRows, type NearestRows } from '../../linalg/nearest-rows.js';
import type { Component } from '../../snapshot/contents.js';
import type { Model } from '../model.js';
import { popularityComponent } from '../popularity/popularity-component.js';
import { resolveBaseline } from './hyperparameters.js';
import { learnable, trainedAtOnce } from './trained-at-once.js';

export interface ItemKnnOptions {
  /** Nearest items that an item adds to; 100 when absent. */
  readonly neighbors?: number;
  /** 10 when absent; see nearestRows. */
  readonly shrinkage?: number;
}

/**
 * Item-based nearest neighbors (Sarwar et al., WWW 2001; Deshpande & Karypis, TOIS 2004): each item that a user has adds
 * its shrunk cosine to its nearest items, times the pair's weight. Throws BAD_SETTING.
 */
export function itemKnnModel(options: ItemKnnOptions = {}): Model {
  const hyperparameters = resolveBaseline({ neighbors: 100, shrinkage: 10 }, options);
  return {
    name: 'item-knn',
    hyperparameters,
    async train(dataset, run) {
      const interactions = learnable(dataset, run);
      const nearest = await nearestRows(transpose(interactions), {
        k: hyperparameters.neighbors,
        shrinkage: hyperparameters.shrinkage,
        signal: run.signal,
        progress: (done) => run.progress({ stage: 'train', done, total: interactions.columns, unit: 'rows' }),
      });
      const component = neighborsComponent(nearest, interactions.columns, hyperparameters);
      return trainedAtOnce(component, interactions, hyperparameters);
    },
    async propagate(trained, { interactions }) {
      return { ...trained, components: [trained.components[0]!, popularityComponent(interactions)] };
    },
  };
}

function neighborsComponent(
  { indices, similarities }: NearestRows,
  items: number,
  { neighbors, shrinkage }: Required<ItemKnnOptions>,
): Component {
  return {
    kind: 'item-neighbors',
    name: 'item-knn',
    parameters: { neighbors, shrinkage },
    arrays: {
      indices: { array: indices, shape: [items, neighbors] },
      similarities: { array: similarities, shape: [items, neighbors] },
    },
  };
}
