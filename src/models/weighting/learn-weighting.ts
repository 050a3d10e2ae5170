import type { RunContext } from '../../core/run-context.js';
import type { Dataset } from '../../dataset/dataset.js';
import type { PairWeighting } from '../../dataset/pair-weighting.js';
import { trainingGraph } from '../../dataset/training-graph.js';
import { reweigh } from '../../dataset/reweigh.js';
import { choiceOf, type WeightingChoice } from '../../dataset/weighting-choice.js';
import { rankWalks } from '../../linalg/rank-walks.js';
import { mean } from '../../metrics/mean.js';
import { perUserMetrics } from '../../metrics/per-user-metrics.js';
import { CHOSEN_BY, JUDGED_PLACES } from '../chosen-by.js';
import type { Judged } from '../clearly-better.js';
import { climb } from '../climb.js';
import { DECLARED_EXPONENTS } from '../filter/exponents.js';
import { DEFAULT_HOLD_OUT, holdOutOfDataset, type DatasetHoldOut } from '../hold-out.js';
import { weightingMoves } from './weighting-grid.js';

export interface LearningRun extends RunContext {
  readonly seed: number;
  /** A weighting that was learned before, to be taken over. */
  readonly known?: PairWeighting;
}

/**
 * The dataset under the weights of behaviors and the half-life that are to be learned: those by which walks over what is
 * left rank the users' last pairs best, by recall@20 (climb.ts; seconds, for nothing is trained). What is given stays.
 * Where nothing is to be learned it is the dataset itself, and where no order of pairs is known too, with a warning: a
 * random share ranks graphs otherwise than the future does (decision 155). Errors: INTERRUPTED, OUT_OF_MEMORY.
 */
export async function learnWeighting(dataset: Dataset, { seed, known, log, signal }: LearningRun): Promise<Dataset> {
  const { learned = [] } = dataset.weighting;
  if (learned.length === 0) return dataset;
  if (known !== undefined) return reweigh(dataset, choiceOf(known));
  const heldOut = holdOutOfDataset(dataset, DEFAULT_HOLD_OUT, seed, log);
  if (heldOut?.isOrdered !== true) {
    log.warn({ learned }, 'No order of interactions is known to learn their weights by: all weigh alike.');
    return dataset;
  }
  const { choice, gain } = await chooseWeighting(heldOut, signal);
  log.info(
    { behaviorWeights: choice.behaviorWeights, halfLife: choice.halfLife, gain },
    'Weights of interactions learned.',
  );
  return reweigh(dataset, choice);
}

/** What was learned as figures by name, for reports: factors of behaviors, and the half-life in days (0: none). */
export function learnedFigures({
  weighting,
  behaviors,
}: Pick<Dataset, 'weighting' | 'behaviors'>): Record<string, number> {
  const { learned = [], behaviorWeights, decay } = weighting;
  const figures: Record<string, number> = {};
  if (learned.includes('behaviorWeights')) {
    for (const behavior of behaviors) figures[`weight of ${behavior}`] = behaviorWeights[behavior] ?? 1;
  }
  if (learned.includes('halfLife')) figures['half-life in days'] = (decay?.halfLife ?? 0) / 86_400_000;
  return figures;
}

interface Trial extends Judged {
  readonly choice: WeightingChoice;
}

async function chooseWeighting(
  heldOut: DatasetHoldOut,
  signal: AbortSignal,
): Promise<{ readonly choice: WeightingChoice; readonly gain: number }> {
  const trials = new Map<string, Promise<Trial>>();
  const tried = (choice: WeightingChoice): Promise<Trial> => {
    const name = nameOf(choice);
    const trial = trials.get(name) ?? tryWeighting(choice, heldOut, signal);
    trials.set(name, trial);
    return trial;
  };
  const start = await tried(choiceOf(heldOut.dataset.weighting));
  const moves = weightingMoves(heldOut.dataset).map(
    (move) =>
      ({ choice }: Trial) =>
        tried(move(choice)),
  );
  const best = await climb(start, moves);
  return { choice: best.choice, gain: mean(best.figures) - mean(start.figures) };
}

function nameOf({ behaviorWeights, halfLife }: WeightingChoice): string {
  return JSON.stringify([Object.entries(behaviorWeights).sort(), halfLife]);
}

async function tryWeighting(choice: WeightingChoice, heldOut: DatasetHoldOut, signal: AbortSignal): Promise<Trial> {
  const graph = trainingGraph(reweigh(heldOut.dataset, choice));
  const { users, heldOut: relevant } = heldOut;
  const [items] = await rankWalks({
    graph,
    items: relevant.columns,
    exponents: DECLARED_EXPONENTS,
    queries: users,
    k: JUDGED_PLACES,
    signal,
  });
  const lists = { users, k: JUDGED_PLACES, items: items! };
  return { choice, figures: perUserMetrics(lists, relevant, [JUDGED_PLACES])[CHOSEN_BY]! };
}
