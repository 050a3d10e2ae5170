import type { RunContext } from '../../../src/core/run-context.js';
import type { Dataset } from '../../../src/dataset/dataset.js';
import { itemKnnModel } from '../../../src/models/baselines/item-knn-model.js';
import { rowsByComponent, type ScoreRow } from '../../../src/models/ranking/rows-by-component.js';

/** Each item that a user has adds its cosine to the items that are described most alike: what knows new items too. */
export async function contentRows(dataset: Dataset, neighbors: number, run: RunContext): Promise<ScoreRow> {
  const described = { ...dataset, interactions: dataset.attributes!.edges };
  const { components } = await itemKnnModel({ neighbors, shrinkage: 0 }).train(described, { ...run, seed: 1 });
  return rowsByComponent(components, dataset.interactions);
}
