import { join } from 'node:path';
import type { RunContext } from '../core/run-context.js';
import type { Dataset } from '../dataset/dataset.js';
import type { Folds } from './folds.js';
import { Journal, type JournalBinding } from './journal.js';
import { againstDefaults } from './standings.js';
import { tune, type TuningJob } from './tune.js';
import type { TuningReport } from './tuning-report.js';

export interface SearchJob extends Omit<TuningJob, 'folds' | 'journal'> {
  readonly model: string;
  readonly dataset: Dataset;
  readonly folds: Folds;
  /** Settings that trials share, JSON-safe: the journal belongs to them. */
  readonly asked: Readonly<Record<string, unknown>>;
}

export interface JournalPlace {
  readonly directory: string;
  /** Go on from the journal that is there, instead of beginning a new one in its place. */
  readonly resume: boolean;
}

/** Searches with a journal in `directory`/tune.jsonl. Errors: those of Journal and tune. */
export async function searchWithJournal(
  job: SearchJob,
  { directory, resume }: JournalPlace,
  run: RunContext,
): Promise<TuningReport> {
  const { model, dataset, folds: made, metric, seed } = job;
  const path = join(directory, 'tune.jsonl');
  const journal = await (resume ? Journal.resume(path, bindingOf(job)) : Journal.start(path, bindingOf(job)));
  try {
    const standings = await tune({ ...job, folds: made.folds, journal }, run);
    const gain = standings[0] && (await againstDefaults(standings[0], journal.entries, seed));
    const trials = journal.entries.filter((entry) => entry.kind === 'trial');
    const { rows: users, columns: items, indices } = dataset.interactions;
    return {
      model,
      metric: `${metric.name}@${metric.cutoff}`,
      split: { kind: made.kind, share: made.share, folds: made.folds.length },
      seed,
      counts: { users, items, pairs: indices.length },
      seconds: trials.reduce((sum, { result }) => sum + result.seconds, 0),
      trials: trials.length,
      standings,
      ...(gain !== undefined && { gain }),
    };
  } finally {
    await journal.close();
  }
}

function bindingOf({ dataset, folds, metric, seed, asked, fixed, space }: SearchJob): JournalBinding {
  return {
    dataset: dataset.fingerprint,
    folds: folds.folds.length,
    share: folds.share,
    metric,
    seed,
    epochs: space.epochs ?? null,
    fixed: Object.keys(fixed).sort(),
    ...asked,
  };
}
