import type { RunContext } from '../core/run-context.js';
import { wholeGraph } from '../dataset/whole-graph.js';
import { mean } from '../metrics/mean.js';
import { perUserMetrics } from '../metrics/per-user-metrics.js';
import type { Model } from '../models/model.js';
import { rankByComponent } from '../models/ranking/rank-by-component.js';
import type { Fold } from './folds.js';
import type { Configuration } from './search-space.js';

/** One configuration on one fold: what identifies it. */
export interface TrialTask {
  readonly configuration: Configuration;
  /** Of `folds`. */
  readonly fold: number;
  /** Most epochs; absent where nothing is trained in epochs. */
  readonly epochs?: number;
}

/** What it came to; JSON-safe, so that a journal can hold it. */
export interface TrialResult {
  /** Mean over the fold's users. */
  readonly figure: number;
  /** Of each user of the fold, to six digits. */
  readonly perUser: readonly number[];
  readonly choice: Readonly<Record<string, number>>;
  readonly bestEpoch: number;
  readonly seconds: number;
}

/** A metric at a cutoff: `recall@20`. */
export interface TuningMetric {
  readonly name: string;
  readonly cutoff: number;
}

/** Trains on one side of the fold and ranks for its users. Errors: those of Model.train; INTERRUPTED. */
export async function runTrial(
  model: Model,
  { train, heldOut, users }: Fold,
  { name, cutoff }: TuningMetric,
  run: RunContext & { readonly seed: number },
): Promise<TrialResult> {
  const started = performance.now();
  const trained = await model.train(train, run);
  const known = train.interactions;
  const ranking = { queries: users, known, graph: wholeGraph(train), k: cutoff, signal: run.signal };
  const lists = await rankByComponent(trained.components, ranking);
  const perUser = perUserMetrics(lists, heldOut, [cutoff])[`${name}@${cutoff}`]!;
  return {
    figure: mean(perUser),
    perUser: Array.from(perUser, (value) => Number(value.toFixed(6))),
    choice: trained.choice ?? {},
    bestEpoch: trained.bestEpoch,
    seconds: (performance.now() - started) / 1000,
  };
}
