import type { Dataset } from '../../dataset/dataset.js';
import { trainingGraph } from '../../dataset/training-graph.js';
import { normalizedAdjacency } from '../../linalg/bipartite.js';
import type { Checkpoint } from '../checkpoint.js';
import type { WarmStart } from '../warm-start.js';
import { learningUsers } from './learning-users.js';
import type { TrainingJob } from './phase.js';
import { trainPhase, type PhaseOutcome } from './train-phase.js';
import type { TrainingProgress } from './training-progress.js';
import { warmTable } from './warm-table.js';

/** Chosen by measurement, docs/decisions/0064-warm-start.md and 0096. */
const EPOCHS = 1;
/** Share of the peak learning rate: a table that has learned is to be moved, not shaken. */
const LEARNING_RATE_SHARE = 0.15;

/**
 * Goes on from an earlier table by what the users whose items changed have; who did not change moves with her neighbors.
 * Nothing is held out, for nothing is chosen.
 */
export async function trainWarm(
  dataset: Dataset,
  warmStart: WarmStart,
  job: TrainingJob,
  resumed: Checkpoint<TrainingProgress> | undefined,
): Promise<PhaseOutcome> {
  const graph = trainingGraph(dataset);
  const { dimensions, learningRate } = job.hyperparameters;
  const start = warmTable(warmStart, dataset, normalizedAdjacency(graph), dimensions);
  return trainPhase(
    {
      name: 'warm',
      interactions: graph,
      items: dataset.interactions.columns,
      ...learningUsers(dataset, warmStart),
      holdOut: undefined,
      epochs: EPOCHS,
      start,
    },
    {
      ...job,
      hyperparameters: { ...job.hyperparameters, epochs: EPOCHS, learningRate: learningRate * LEARNING_RATE_SHARE },
    },
    { history: [], kept: null },
    resumed,
  );
}
