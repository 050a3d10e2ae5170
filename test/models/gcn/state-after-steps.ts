import { Random } from '../../../src/core/random.js';
import type { CsrMatrix } from '../../../src/linalg/csr.js';
import { BatchStream } from '../../../src/models/gcn/batch-stream.js';
import { createObjective } from '../../../src/models/gcn/create-objective.js';
import { DEFAULT_HYPERPARAMETERS, type GcnHyperparameters } from '../../../src/models/gcn/hyperparameters.js';
import { Propagation } from '../../../src/models/gcn/propagation.js';
import type { TableLayout } from '../../../src/models/gcn/table-layout.js';
import { TableOptimizer, type OptimizerState } from '../../../src/models/gcn/table-optimizer.js';
import { trainStep } from '../../../src/models/gcn/train-step.js';
import { TrainingState } from '../../../src/models/gcn/training-state.js';

/** What five steps on small batches make of the table `start` [N·d], held in that layout by the engine that runs. */
export async function stateAfterSteps(
  interactions: CsrMatrix,
  { loss, l2 }: Pick<GcnHyperparameters, 'loss' | 'l2'>,
  layout: TableLayout,
  start: Float32Array,
): Promise<OptimizerState> {
  const sizes = { dimensions: layout.dimensions, batchUsers: 16, batchEdges: 50, negatives: 12 };
  const hyperparameters: GcnHyperparameters = { ...DEFAULT_HYPERPARAMETERS, ...sizes, loss, l2 };
  const propagation = new Propagation(interactions, 3, layout.order);
  const optimizer = TableOptimizer.start(layout.place(start.slice()), hyperparameters.beta2, layout);
  try {
    const randoms = { order: Random.stream(1, 'order'), negatives: Random.stream(1, 'negatives') };
    const stream = new BatchStream(createObjective(interactions, hyperparameters), randoms);
    const state = new TrainingState('selection', { optimizer, stream }, { history: [], kept: null });
    for (let step = 0; step < 5; step++) await trainStep({ state, job: { hyperparameters }, propagation });
    return await optimizer.state();
  } finally {
    optimizer.dispose();
    propagation.dispose();
  }
}
