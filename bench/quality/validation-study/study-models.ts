import { noProgress } from '../../../src/core/progress.js';
import type { RunContext } from '../../../src/core/run-context.js';
import { Random } from '../../../src/core/random.js';
import type { Split } from '../../../src/dataset/splits.js';
import type { WalkExponents } from '../../../src/linalg/walk-graph.js';
import { mean } from '../../../src/metrics/mean.js';
import { perUserMetrics } from '../../../src/metrics/per-user-metrics.js';
import { usersWithRelevantItems } from '../../../src/metrics/ranked-lists.js';
import { itemKnnModel } from '../../../src/models/baselines/item-knn-model.js';
import { filterModel } from '../../../src/models/filter/filter-model.js';
import type { Model } from '../../../src/models/model.js';
import { popularityModel } from '../../../src/models/popularity/popularity-model.js';
import { rankByComponent } from '../../../src/models/ranking/rank-by-component.js';

const walk = (p: number, q: number, a: number): [string, Model] => {
  const exponents: WalkExponents = { p, q, a };
  return [`walk ${p} ${q} ${a}`, filterModel({ exponents })];
};

/** Models without chance in their training, so that what differs between two rankings of them is the split. */
export const MODELS: readonly (readonly [name: string, model: Model])[] = [
  ['popularity', popularityModel],
  walk(0.1, 0.9, 1),
  walk(0.2, 0.8, 0.5),
  walk(0.3, 0.6, 0.8),
  walk(0.45, 0.6, 0.6),
  walk(0.45, 0.6, 1),
  walk(0.6, 0.5, 0.4),
  ['item-knn 20', itemKnnModel({ neighbors: 20, shrinkage: 10 })],
  ['item-knn 200', itemKnnModel({ neighbors: 200, shrinkage: 50 })],
];

/** Most users that a split is judged by. */
const USERS = 5000;
const K = 20;

/** Mean recall@20 of each model over the split's users, in the order of MODELS. Errors: INTERRUPTED. */
export async function figuresOf({ train, heldOut }: Split, run: RunContext): Promise<readonly number[]> {
  const all = usersWithRelevantItems(heldOut);
  const queries = Random.stream(1, 'users of the study').shuffle<Int32Array, number>(all).slice(0, USERS).sort();
  const figures = [];
  for (const [, model] of MODELS) {
    const { components } = await model.train(train, { ...run, progress: noProgress, seed: 1 });
    const lists = await rankByComponent(components, { queries, known: train.interactions, k: K, signal: run.signal });
    figures.push(mean(perUserMetrics(lists, heldOut, [K])[`recall@${K}`]!));
  }
  return figures;
}
