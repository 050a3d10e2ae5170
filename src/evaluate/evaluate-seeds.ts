import type { RunContext } from '../core/run-context.js';
import type { Split } from '../dataset/splits.js';
import { mean, sampleDeviation } from '../metrics/mean.js';
import { evaluateSplit, type EvaluationReport, type SplitEvaluation } from './evaluate-split.js';

/** How figures came about: what a reader must know before comparing them with others. */
export interface Protocol {
  /** `files`: the published split of two files; else how pairs were held out (dataset/splits.ts). */
  readonly split: { readonly kind: string; readonly share?: number; readonly cut?: number; readonly told?: number };
  readonly cutoffs: readonly number[];
  /** Of the pairs held out those with an interaction of this behavior are judged by; all when absent. */
  readonly targetBehavior?: string;
  /** Held-out items were ranked among so many others only; absent for full ranking. */
  readonly sampled?: number;
}

export interface SeededEvaluation extends Pick<SplitEvaluation, 'model' | 'auc' | 'fidelity'> {
  readonly protocol: Protocol;
  /** The seed of training, and of the split where that is drawn. */
  readonly seeds: readonly number[];
  readonly splitOf: (seed: number) => Split;
}

/** One seed or several; what is not listed by seed is that of the first. */
export interface Evaluation extends EvaluationReport {
  readonly model: string;
  readonly protocol: Protocol;
  readonly seeds: readonly number[];
  /** Standard deviation over seeds, n − 1; 0 of one seed. `metrics` and `popularity` are means over seeds. */
  readonly deviations: Readonly<Record<string, number>>;
  readonly runs: readonly SeedRun[];
}

export type SeedRun = Pick<
  EvaluationReport,
  'seed' | 'metrics' | 'popularity' | 'validation' | 'choice' | 'bestEpoch' | 'seconds' | 'stepMilliseconds'
>;

/** Trains and judges once a seed, each time from the beginning. Errors: those of evaluateSplit and of `splitOf`. */
export async function evaluateSeeds(
  { model, auc, fidelity, protocol, seeds, splitOf }: SeededEvaluation,
  run: RunContext,
): Promise<Evaluation> {
  const { cutoffs, sampled } = protocol;
  if (sampled !== undefined) {
    run.log.warn(
      { sampled },
      'Held-out items are ranked among a random sample only: such metrics may order models otherwise than full ranking.',
    );
  }
  const reports: EvaluationReport[] = [];
  for (const seed of seeds) {
    const options = { model, cutoffs, auc: auc ?? false, ...(sampled !== undefined && { sampled }) };
    const explained = fidelity !== undefined && reports.length === 0 ? { fidelity } : {};
    reports.push(await evaluateSplit({ ...splitOf(seed), ...options, ...explained }, { ...run, seed }));
    if (seeds.length > 1) run.log.info({ seed, done: reports.length, total: seeds.length }, 'A seed was evaluated.');
  }
  return {
    ...reports[0]!,
    model: model.name,
    protocol,
    seeds,
    metrics: over(reports, 'metrics', mean),
    popularity: over(reports, 'popularity', mean),
    deviations: over(reports, 'metrics', sampleDeviation),
    runs: reports.map(({ seed, metrics, popularity, validation, choice, bestEpoch, seconds, stepMilliseconds }) => {
      return { seed, metrics, popularity, validation, choice, bestEpoch, seconds, stepMilliseconds };
    }),
  };
}

function over(
  reports: readonly EvaluationReport[],
  what: 'metrics' | 'popularity',
  summary: (values: readonly number[]) => number,
): Record<string, number> {
  const names = Object.keys(reports[0]![what]);
  return Object.fromEntries(names.map((name) => [name, summary(reports.map((report) => report[what][name]!))]));
}
