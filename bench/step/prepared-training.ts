import { silentLogger } from '../../src/core/log.js';
import { Random } from '../../src/core/random.js';
import { startEngine, type EngineName } from '../../src/engine/start-engine.js';
import type { CsrMatrix } from '../../src/linalg/csr.js';
import { BatchStream } from '../../src/models/gcn/batch-stream.js';
import { createObjective } from '../../src/models/gcn/create-objective.js';
import { DEFAULT_HYPERPARAMETERS, type GcnHyperparameters } from '../../src/models/gcn/hyperparameters.js';
import { NodeOrder } from '../../src/models/gcn/node-order.js';
import { Propagation } from '../../src/models/gcn/propagation.js';
import { startingTable } from '../../src/models/gcn/starting-table.js';
import { TableLayout } from '../../src/models/gcn/table-layout.js';
import { TableOptimizer } from '../../src/models/gcn/table-optimizer.js';
import type { TrainingStep } from '../../src/models/gcn/train-step.js';
import { TrainingState } from '../../src/models/gcn/training-state.js';

export interface PreparedTraining extends TrainingStep {
  readonly threads: number;
  dispose(): Promise<void>;
}

/** A training that stands before its first step, from a random table: what a step takes does not depend on the start. */
export async function prepareTraining(
  interactions: CsrMatrix,
  engineName: EngineName,
  loss: GcnHyperparameters['loss'],
  threads?: number,
): Promise<PreparedTraining> {
  const engine = await startEngine(engineName, { log: silentLogger, ...(threads !== undefined && { threads }) });
  const hyperparameters: GcnHyperparameters = { ...DEFAULT_HYPERPARAMETERS, loss, start: 'random' };
  const order = NodeOrder.forProducts(interactions);
  const propagation = new Propagation(interactions, hyperparameters.layers, order);
  const random = (label: string): Random => Random.stream(1, label);
  const layout = new TableLayout(hyperparameters.dimensions, 1, order);
  const panels = await startingTable(propagation, interactions, layout, hyperparameters.start, random('start'));
  const optimizer = TableOptimizer.start(panels, hyperparameters.beta2, layout);
  const objective = createObjective(interactions, hyperparameters);
  const stream = new BatchStream(objective, { order: random('order'), negatives: random('negatives') });
  return {
    state: new TrainingState('selection', { optimizer, stream }, { history: [], kept: null }),
    job: { hyperparameters },
    propagation,
    threads: engine.threads,
    async dispose() {
      optimizer.dispose();
      propagation.dispose();
      await engine.dispose();
    },
  };
}
