import { EdgewiseError } from '../../core/errors.js';
import type { Dataset } from '../../dataset/dataset.js';
import { startEngine, type EngineRequest, type StartEngineOptions } from '../../engine/start-engine.js';
import { trainingGraph } from '../../dataset/training-graph.js';
import { wholeGraph } from '../../dataset/whole-graph.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import { assertWeights } from '../assert-weights.js';
import { readCheckpoint, writeCheckpoint, type Checkpoint, type CheckpointBinding } from '../checkpoint.js';
import type { TrainedModel, TrainRun } from '../model.js';
import { popularityComponent } from '../popularity/popularity-component.js';
import { dotComponent } from './dot-component.js';
import { dotJudge, type EpochJudge } from './epoch-judge.js';
import { holdOut, type HoldOut } from '../hold-out.js';
import type { GcnHyperparameters } from './hyperparameters.js';
import { learningUsers } from './learning-users.js';
import { withUntrainedAtZero } from './untrained-nodes.js';
import { panelsThatFit } from './panels-that-fit.js';
import type { TrainingJob } from './phase.js';
import { trainPhase, type PhaseOutcome } from './train-phase.js';
import { trainWarm } from './train-warm.js';
import type { KeptEpoch, TrainingProgress } from './training-progress.js';

/** What to compute with: `auto` is the fastest engine that starts. */
export interface EngineChoice extends Omit<StartEngineOptions, 'log'> {
  readonly engine?: EngineRequest;
}

/** A table and what the judge chose beside its epoch, where it judged and chose. */
export interface TrainedGcn {
  readonly trained: TrainedModel;
  readonly choice: KeptEpoch['choice'];
}

/**
 * Trains a linear graph convolution on a dataset: choose the epoch on held-out edges, train again on all edges where a
 * refit is asked for, and propagate the kept table over the whole graph, held-out edges included. `judge` says how good
 * an epoch is.
 */
export async function trainGcn(
  dataset: Dataset,
  hyperparameters: GcnHyperparameters,
  { engine: engineName = 'auto', ...engineOptions }: EngineChoice,
  run: TrainRun,
  judge: EpochJudge = dotJudge,
): Promise<TrainedGcn> {
  assertTrainable(dataset.interactions);
  const engine = await startEngine(engineName, { ...engineOptions, log: run.log });
  try {
    const { validation } = hyperparameters;
    const validated = run.warmStart === undefined ? validation : 'none';
    const panels = panelsThatFit(wholeGraph(dataset), { ...hyperparameters, validation: validated }, engine);
    if (panels > 1) run.log.info({ panels }, 'Tables are held in panels of columns.');
    const binding = {
      model: 'gcn',
      engine: engine.name,
      seed: run.seed,
      dataset: dataset.fingerprint,
      ...(run.warmStart !== undefined && { warmStart: run.warmStart.version }),
      ...hyperparameters,
      ...judge.binding,
    };
    const resumed = run.resume === true ? await resume(run, binding) : undefined;
    const stepTimes: number[] = [];
    const job: TrainingJob = { hyperparameters, panels, run, judge, stepTimes, save: saver(run, binding) };
    const { table, kept, history } =
      run.warmStart === undefined
        ? await trainPhases(dataset, holdOut(dataset, hyperparameters, run.seed, run.log), job, resumed)
        : await trainWarm(dataset, run.warmStart, job, resumed);
    const trained = {
      components: [
        await dotComponent(withUntrainedAtZero(table, dataset), dataset, hyperparameters, panels),
        popularityComponent(dataset.interactions),
      ],
      hyperparameters: { ...hyperparameters },
      history,
      bestEpoch: kept.epoch,
      metrics: kept.metrics,
      stepMilliseconds: median(stepTimes),
    };
    return { trained, choice: kept.choice };
  } finally {
    await engine.dispose();
  }
}

async function trainPhases(
  dataset: Dataset,
  heldOut: HoldOut | undefined,
  job: TrainingJob,
  resumed: Checkpoint<TrainingProgress> | undefined,
): Promise<PhaseOutcome> {
  const { epochs, refit } = job.hyperparameters;
  const graph = trainingGraph(dataset);
  const shared = { items: dataset.interactions.columns, ...learningUsers(dataset) };
  const isRefitting = resumed?.progress.phase === 'refit';
  const selected = isRefitting
    ? resumed.progress
    : await trainPhase(
        { name: 'selection', interactions: heldOut?.train ?? graph, ...shared, holdOut: heldOut, epochs },
        job,
        { history: [], kept: null },
        resumed,
      );
  if ('table' in selected && (!refit || heldOut === undefined)) return selected;
  return trainPhase(
    { name: 'refit', interactions: graph, ...shared, holdOut: undefined, epochs: selected.kept?.epoch ?? epochs },
    job,
    selected,
    isRefitting ? resumed : undefined,
  );
}

/** Errors: DATASET_EMPTY; DIVERGED for weights that no propagation survives. */
function assertTrainable(interactions: CsrMatrix): void {
  if (interactions.indices.length === 0)
    throw new EdgewiseError('DATASET_EMPTY', 'There are no interactions to learn from.');
  assertWeights(interactions);
}

async function resume(run: TrainRun, binding: CheckpointBinding): Promise<Checkpoint<TrainingProgress>> {
  if (run.checkpointDirectory === undefined)
    throw new EdgewiseError('CHECKPOINT_MISSING', 'No checkpoint directory was given.');
  const checkpoint = await readCheckpoint<TrainingProgress>(run.checkpointDirectory, binding);
  run.log.info({ phase: checkpoint.progress.phase, step: checkpoint.progress.step }, 'Resumed from a checkpoint.');
  return checkpoint;
}

function saver(run: TrainRun, binding: CheckpointBinding): TrainingJob['save'] {
  const directory = run.checkpointDirectory;
  return directory === undefined ? undefined : (checkpoint) => writeCheckpoint(directory, binding, checkpoint);
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >>> 1] ?? 0;
}
