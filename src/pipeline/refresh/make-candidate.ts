import { join } from 'node:path';
import type { RunContext } from '../../core/run-context.js';
import type { Dataset } from '../../dataset/dataset.js';
import type { TrainedModel, TrainRun } from '../../models/model.js';
import type { RefreshComparison } from '../../snapshot/refresh-record.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import type { RefreshJob } from './refresh-job.js';
import { compareModels } from './compare-models.js';
import { compareRecords } from './gate.js';
import { holdBack } from './hold-back.js';
import type { RefreshPlan } from './plan-refresh.js';
import type { ReportDraft } from './refresh-report.js';
import { trainCandidate } from './train-candidate.js';

export interface Candidate {
  /** Over the whole dataset, edges that it was judged by included. */
  readonly trained: TrainedModel;
  /** Absent where there is nothing served or too little to compare by. */
  readonly comparison?: RefreshComparison;
}

/** Fewer users than these say nothing: a mean over them swings by more than any gate. */
const LEAST_USERS = 20;

/**
 * Trains on all edges but those held back to judge by, compares with the served snapshot on them, and propagates the
 * very table that was judged over the whole graph: what is published is what was compared.
 */
export async function makeCandidate(
  { model, seed, checkpointDirectory }: Pick<RefreshJob, 'model' | 'seed' | 'checkpointDirectory'>,
  dataset: Dataset,
  { isNew, warmStart }: RefreshPlan,
  served: Snapshot | undefined,
  draft: ReportDraft,
  run: RunContext,
): Promise<Candidate> {
  const trainRun: TrainRun = {
    ...run,
    seed,
    checkpointDirectory: join(checkpointDirectory, 'refresh'), // beside that of an interrupted `train`
    ...(warmStart !== undefined && { warmStart }),
  };
  const train = (on: Dataset): Promise<TrainedModel> => draft.stage('train', () => trainCandidate(model, on, trainRun));
  const heldBack =
    served &&
    holdBack(dataset, isNew, (key) => served.items.indexOf(key) !== undefined, { seed, leastUsers: LEAST_USERS });
  if (served === undefined || heldBack === undefined) {
    const trained = await train(dataset);
    const comparison = served && compareRecords(trained, served.manifest);
    run.log.info(
      { comparison },
      'Too few new interactions to compare by: recorded figures decide, where there are any.',
    );
    return { trained, ...(comparison !== undefined && { comparison }) };
  }
  run.log.info({ users: heldBack.relevant.size, edges: heldBack.edges }, 'New interactions held back to compare by.');
  const trained = await train(heldBack.train);
  const comparison = await draft.stage('validate', () => compareModels(trained.components, served, heldBack, run));
  run.log.info(comparison, 'Compared with the served snapshot.');
  return { trained: await draft.stage('publish', () => model.propagate(trained, dataset, run)), comparison };
}
