import * as tf from '@tensorflow/tfjs';
import { isEdgewiseError } from '../../core/errors.js';
import { Random } from '../../core/random.js';
import { createSparseOperand, type SparseOperand } from '../../engine/sparse-operand.js';
import { normalizedAdjacency } from '../../linalg/bipartite.js';
import type { Checkpoint } from '../checkpoint.js';
import type { EpochRecord } from '../model.js';
import { BatchOrder } from './batch-order.js';
import { createObjective } from './create-objective.js';
import type { Objective } from './objective.js';
import type { Phase, TrainingJob } from './phase.js';
import { startingTable } from './starting-table.js';
import { TableOptimizer } from './table-optimizer.js';
import { trainEpoch } from './train-epoch.js';
import type { KeptEpoch, TrainingProgress } from './training-progress.js';
import { assertFinite, TrainingState } from './training-state.js';
import { validate } from './validate.js';

/** What phases hand on: finished epochs, and the one whose table is kept. */
export interface PhaseRecord {
  readonly history: readonly EpochRecord[];
  readonly kept: KeptEpoch | null;
}

export interface PhaseOutcome extends PhaseRecord {
  readonly kept: KeptEpoch;
  /** X0 of the kept epoch. [N·d] */
  readonly table: Float32Array;
}

/**
 * Trains one phase, from its start or from a checkpoint of it, and lays down a checkpoint after every epoch and when
 * interrupted. `before` is what the phase before handed on.
 * Errors: DIVERGED (the checkpoint of the epoch before stays), INTERRUPTED, DATASET_EMPTY.
 */
export async function trainPhase(
  phase: Phase,
  job: TrainingJob,
  before: PhaseRecord,
  resumed?: Checkpoint<TrainingProgress>,
): Promise<PhaseOutcome> {
  const adjacency = createSparseOperand(normalizedAdjacency(phase.interactions), { symmetric: true });
  const objective = createObjective(phase.interactions, job.hyperparameters);
  const state = startState({ phase, job, adjacency, objective, before, resumed });
  try {
    while (!isFinished(state, phase, job)) {
      await trainEpoch({ state, phase, job, adjacency, objective });
      await closeEpoch(state, phase, job, adjacency);
      await job.save?.(state.checkpoint());
    }
    const kept = state.kept ?? { epoch: state.epochs, metrics: {} };
    return { table: state.keptTable ?? state.optimizer.state().table, kept, history: state.history };
  } catch (error) {
    if (isEdgewiseError(error, 'INTERRUPTED')) await job.save?.(state.checkpoint());
    throw error;
  } finally {
    state.optimizer.dispose();
    adjacency.dispose();
  }
}

interface PhaseStart {
  readonly phase: Phase;
  readonly job: TrainingJob;
  readonly adjacency: SparseOperand;
  readonly objective: Objective;
  readonly before: PhaseRecord;
  readonly resumed: Checkpoint<TrainingProgress> | undefined;
}

function startState({ phase, job, adjacency, objective, before, resumed }: PhaseStart): TrainingState {
  const { hyperparameters, run } = job;
  const { dimensions, beta2 } = hyperparameters;
  const stream = (label: string): Random => Random.stream(run.seed, `${phase.name} ${label}`);
  const shape: [number, number] = [adjacency.rows, dimensions];
  const start = (): tf.Tensor2D =>
    phase.start === undefined
      ? startingTable(adjacency, phase.interactions.rows, hyperparameters, stream('start'))
      : tf.tensor2d(phase.start, shape);
  const optimizer =
    resumed === undefined ? TableOptimizer.start(start(), beta2) : TableOptimizer.restore(shape, resumed, beta2);
  const order = new BatchOrder(objective.units, objective.batchSize, stream('batches'));
  const state = new TrainingState(phase.name, { optimizer, order, negatives: stream('negatives') }, before);
  if (resumed !== undefined) state.moveTo(resumed);
  return state;
}

function isFinished(state: TrainingState, phase: Phase, { hyperparameters }: TrainingJob): boolean {
  if (state.epochs >= phase.epochs) return true;
  return (
    phase.holdOut !== undefined && state.kept !== null && state.epochs - state.kept.epoch >= hyperparameters.patience
  );
}

/** Validates the epoch, records it and keeps its table when it is the best so far. */
async function closeEpoch(
  state: TrainingState,
  phase: Phase,
  job: TrainingJob,
  adjacency: SparseOperand,
): Promise<void> {
  const { table, step } = state.optimizer;
  assertFinite(table.dataSync<'float32'>(), step);
  const metrics = phase.holdOut && (await validate(table, adjacency, phase.holdOut, job));
  const epoch = state.epochs + 1;
  const record: EpochRecord = {
    epoch,
    phase: phase.name,
    loss: state.lossSum / state.batches,
    seconds: state.seconds,
    steps: state.batches,
    ...(metrics !== undefined && { metrics }),
  };
  if (metrics !== undefined && isBetter(metrics, state.kept)) {
    state.kept = { epoch, metrics };
    state.keptTable = table.dataSync<'float32'>().slice();
  }
  state.startEpoch([...state.history, record]);
  job.run.log.info({ ...record, metrics: undefined, ...metrics }, 'Epoch trained.');
}

function isBetter(metrics: Readonly<Record<string, number>>, kept: KeptEpoch | null): boolean {
  return kept === null || metrics[CHOSEN_BY]! > kept.metrics[CHOSEN_BY]!;
}

const CHOSEN_BY = 'recall@20';
