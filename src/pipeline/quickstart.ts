import type { RunContext } from '../core/run-context.js';
import { datasetFromStore } from '../dataset/from-store.js';
import { describeSample, type GeneratedSource, type SampleDescription } from '../dataset/formats/generated.js';
import { splitDataset } from '../dataset/splits.js';
import { evaluateSplit, type EvaluationReport } from '../evaluate/evaluate-split.js';
import { importInteractions, type ImportReport } from './import.js';
import { trainAndPublish, type Publication, type TrainingJob } from './train-and-publish.js';

export interface QuickstartJob extends Omit<TrainingJob, 'dataset' | 'resume'> {
  readonly sample: GeneratedSource;
}

/** What is done, told as it is done. */
export interface QuickstartTeller {
  imported(sample: SampleDescription, report: ImportReport): void;
  evaluated(report: EvaluationReport): void;
  published(publication: Publication): void;
}

/** Share of each user's pairs, her last ones, by which the model is judged. */
const HELD_OUT = 0.2;

/**
 * Sample → store → judged on held-out edges → trained on all of them and published. The sample is synthetic: its
 * figures say that everything works, not how good the model is on real data.
 * Errors: those of importing, training and publishing.
 */
export async function quickstart(job: QuickstartJob, tell: QuickstartTeller, run: RunContext): Promise<void> {
  tell.imported(describeSample(job.sample), await importInteractions({ store: job.store, source: job.sample }, run));
  tell.evaluated(await evaluateOnLast(job, run));
  tell.published(await trainAndPublish({ ...job, dataset: {}, resume: false }, run));
}

async function evaluateOnLast({ store, model, seed }: QuickstartJob, run: RunContext): Promise<EvaluationReport> {
  const dataset = await datasetFromStore(store, {}, run);
  const split = splitDataset(dataset, { kind: 'last-share', share: HELD_OUT });
  return evaluateSplit({ ...split, model }, { ...run, seed });
}
