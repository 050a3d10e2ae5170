import type { Dataset } from '../../dataset/dataset.js';
import { foldInBaseline, isBaseline } from '../../models/baselines/fold-in-baseline.js';
import type { TrainedModel } from '../../models/model.js';
import { rowsByComponent, type ScoreRow } from '../../models/ranking/rows-by-component.js';
import { snapshotOfContents } from '../../snapshot/snapshot-of-contents.js';
import { servedRows } from './served-rows.js';
import { knownEdges, toldEdges } from './told-edges.js';

export interface ToldOfNewUsers {
  /** What was trained on. */
  readonly train: Dataset;
  /** Of users whom `train` has no pair of. */
  readonly told: Dataset;
}

/**
 * A new user → her score of every item [I], a view: as serving folds her in, and of a baseline, which is not served, by
 * its own way to (models/baselines/fold-in-baseline.ts). Errors: MODEL_WITHOUT_FOLD_IN; INTERRUPTED.
 */
export async function newUserRows(
  { components, hyperparameters, metrics }: TrainedModel,
  { train, told }: ToldOfNewUsers,
  { seed, signal }: { readonly seed: number; readonly signal: AbortSignal },
): Promise<ScoreRow> {
  const [first] = components;
  if (first !== undefined && isBaseline(first)) {
    const [learned, edges] = [train.interactions, toldEdges(told, train)];
    const folded = await foldInBaseline(first, { hyperparameters, train: learned, told: edges, signal });
    return rowsByComponent([folded], knownEdges(learned, edges));
  }
  const contents = { dataset: train, exportedAt: 0, components, hyperparameters, seed, metrics };
  return servedRows(snapshotOfContents(contents), told);
}
