import { learnWeighting, type LearningRun } from '../models/weighting/learn-weighting.js';
import type { Folds } from './folds.js';

/** Folds whose training sides are weighed by what was learned on each alone, where weights are to be learned. */
export async function withLearnedWeights(folds: Folds, run: LearningRun): Promise<Folds> {
  const weighed = [];
  for (const fold of folds.folds) weighed.push({ ...fold, train: await learnWeighting(fold.train, run) });
  return { ...folds, folds: weighed };
}
