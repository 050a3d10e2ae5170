import { isEdgewiseError } from '../../core/errors.js';
import { Random } from '../../core/random.js';
import { leadingColumns } from '../../linalg/leading-columns.js';
import { mean } from '../../metrics/mean.js';
import type { Checkpoint } from '../checkpoint.js';
import { isClearlyBetter } from '../clearly-better.js';
import type { EpochRecord } from '../model.js';
import { BatchStream } from './batch-stream.js';
import { createObjective } from './create-objective.js';
import type { Verdict } from './epoch-judge.js';
import { NodeOrder } from './node-order.js';
import type { Objective } from './objective.js';
import type { Phase, TrainingJob } from './phase.js';
import { Propagation } from './propagation.js';
import { startingTable } from './starting-table.js';
import { TableLayout, type Panels } from './table-layout.js';
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
  const drawn = leadingColumns(phase.interactions, phase.items);
  const objective = createObjective(drawn, job.hyperparameters, phase.learnsFrom);
  const propagation = new Propagation(phase.interactions, job.hyperparameters.layers, orderFor(phase, objective));
  try {
    const state = await startState({ phase, job, objective, propagation, before, resumed });
    try {
      return await trainEpochs(state, phase, job, propagation);
    } catch (error) {
      if (isEdgewiseError(error, 'INTERRUPTED')) await job.save?.(await state.checkpoint());
      throw error;
    } finally {
      state.optimizer.dispose();
    }
  } finally {
    propagation.dispose();
  }
}

/** Nodes in an order that speeds up products where so many steps are ahead that it pays to look for one. */
function orderFor({ interactions, epochs }: Phase, { units, batchSize }: Objective): NodeOrder {
  const steps = epochs * Math.ceil(units.length / batchSize);
  return steps < STEPS_WORTH_AN_ORDER ? NodeOrder.asNumbered : NodeOrder.forProducts(interactions);
}

/** It takes as long as about ten (docs/decisions/0150-nodes-in-order-of-locality.md). */
const STEPS_WORTH_AN_ORDER = 40;

async function trainEpochs(
  state: TrainingState,
  phase: Phase,
  job: TrainingJob,
  propagation: Propagation,
): Promise<PhaseOutcome> {
  while (!isFinished(state, phase, job)) {
    await trainEpoch({ state, phase, job, propagation });
    await closeEpoch(state, phase, job, propagation);
    await job.save?.(await state.checkpoint());
  }
  const kept = state.kept ?? { epoch: state.epochs, metrics: {} };
  return { table: state.keptTable ?? (await state.optimizer.tableByNode()), kept, history: state.history };
}

interface PhaseStart {
  readonly phase: Phase;
  readonly job: TrainingJob;
  readonly objective: Objective;
  readonly propagation: Propagation;
  readonly before: PhaseRecord;
  readonly resumed: Checkpoint<TrainingProgress> | undefined;
}

async function startState(start: PhaseStart): Promise<TrainingState> {
  const { phase, job, objective, propagation, before, resumed } = start;
  const { hyperparameters, run } = job;
  const { dimensions, beta2, start: kind } = hyperparameters;
  const layout = new TableLayout(dimensions, job.panels, propagation.order);
  const stream = (label: string): Random => Random.stream(run.seed, `${phase.name} ${label}`);
  const panels = async (): Promise<Panels> =>
    phase.start === undefined
      ? startingTable(propagation, phase.interactions, layout, kind, stream('start'))
      : layout.place(phase.start.slice()); // A copy, since updates are in place.
  const optimizer =
    resumed === undefined
      ? TableOptimizer.start(await panels(), beta2, layout)
      : TableOptimizer.restore(resumed, beta2, layout);
  const batches = new BatchStream(objective, { order: stream('batches'), negatives: stream('negatives') });
  const state = new TrainingState(phase.name, { optimizer, stream: batches }, before);
  if (resumed !== undefined) state.moveTo(resumed);
  return state;
}

function isFinished(state: TrainingState, phase: Phase, { hyperparameters }: TrainingJob): boolean {
  if (state.epochs >= phase.epochs) return true;
  return (
    phase.holdOut !== undefined && state.kept !== null && state.epochs - state.kept.epoch >= hyperparameters.patience
  );
}

/** Validates the epoch, records it and keeps its table unless an earlier one is clearly better. */
async function closeEpoch(
  state: TrainingState,
  phase: Phase,
  job: TrainingJob,
  propagation: Propagation,
): Promise<void> {
  const { optimizer } = state;
  for (const panel of optimizer.panels) assertFinite(await panel.data(), optimizer.step);
  const verdict = phase.holdOut && (await validate(optimizer, propagation, phase.holdOut, job));
  const metrics = verdict?.metrics;
  const epoch = state.epochs + 1;
  const record: EpochRecord = {
    epoch,
    phase: phase.name,
    loss: state.lossSum / state.batches,
    seconds: state.seconds,
    steps: state.batches,
    ...(metrics !== undefined && { metrics }),
  };
  if (verdict !== undefined && isAsGoodAsBest(verdict, state)) {
    const { metrics, choice } = verdict;
    state.kept = { epoch, metrics, ...(choice !== undefined && { choice }) };
    state.keptTable = await optimizer.tableByNode();
  }
  state.startEpoch([...state.history, record]);
  job.run.log.info({ ...record, metrics: undefined, ...metrics }, 'Epoch trained.');
}

/**
 * Whether the best epoch so far, which this one may become, is not better by more than one standard error of the paired
 * difference (Breiman et al., 1984): between epochs that chance alone sets apart the later one is taken, whose steps
 * were smaller (docs/decisions/0177-the-latest-of-the-best-epochs.md).
 */
function isAsGoodAsBest({ figures }: Verdict, state: TrainingState): boolean {
  if (state.bestFigures === null || mean(figures) > mean(state.bestFigures)) state.bestFigures = figures;
  return !isClearlyBetter({ figures: state.bestFigures }, { figures }, 1);
}
