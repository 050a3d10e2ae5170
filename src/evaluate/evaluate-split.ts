import type { Dataset } from '../dataset/dataset.js';
import { EdgewiseError } from '../core/errors.js';
import type { CsrMatrix } from '../linalg/csr.js';
import { rankingMetrics } from '../metrics/ranking-metrics.js';
import { usersWithRelevantItems } from '../metrics/ranked-lists.js';
import type { EpochRecord, Model, TrainRun } from '../models/model.js';
import { popularityComponent } from '../models/popularity/popularity-component.js';
import { rankByComponent } from '../models/ranking/rank-by-component.js';
import type { Component } from '../snapshot/contents.js';

/** One split: learn from `train`, and judge by `heldOut` once, at the end. */
export interface SplitEvaluation {
  readonly train: Dataset;
  /** users × items of `train`, disjoint from its pairs. */
  readonly heldOut: CsrMatrix;
  readonly model: Model;
  /** Cutoffs of the metrics; 20 alone when absent. */
  readonly cutoffs?: readonly number[];
}

export interface EvaluationReport {
  readonly counts: {
    readonly users: number;
    readonly items: number;
    readonly train: number;
    readonly heldOut: number;
    /** Users with a held-out item, over whom metrics are averaged. */
    readonly evaluatedUsers: number;
  };
  /** Of the model by name: `recall@20`, `ndcg@20`, `precision@20`, `hit-rate@20`, `mrr@20`, `map@20`, `coverage@20`. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The same of ranking by training counts. */
  readonly popularity: Readonly<Record<string, number>>;
  /** On validation edges, for the kept epoch. */
  readonly validation: Readonly<Record<string, number>>;
  readonly hyperparameters: Readonly<Record<string, number | string | boolean>>;
  readonly seed: number;
  readonly bestEpoch: number;
  readonly history: readonly EpochRecord[];
  readonly seconds: { readonly training: number; readonly ranking: number };
  /** Median over training steps. */
  readonly stepMilliseconds: number;
  /** Largest resident set of this process so far, in bytes. */
  readonly peakRss: number;
}

/**
 * Trains on one side of a split and ranks the whole catalog, training items left out, for every user with a held-out
 * item. Epochs are chosen on validation edges taken from `train`; `heldOut` is read after training only.
 * Errors: those of Model.train; SHAPE_MISMATCH when the sides do not fit; SPLIT_INVALID when nothing is held out.
 */
export async function evaluateSplit(
  { train, heldOut, model, cutoffs = [20] }: SplitEvaluation,
  run: TrainRun,
): Promise<EvaluationReport> {
  const { interactions } = train;
  if (heldOut.rows !== interactions.rows || heldOut.columns !== interactions.columns) {
    throw new EdgewiseError(
      'SHAPE_MISMATCH',
      `Held-out pairs are ${heldOut.rows} × ${heldOut.columns}, training pairs ${interactions.rows} × ${interactions.columns}.`,
    );
  }
  const users = usersWithRelevantItems(heldOut);
  if (users.length === 0)
    throw new EdgewiseError('SPLIT_INVALID', 'Nothing is held out: there is nothing to judge by.');

  const startedAt = run.clock.now();
  const trained = await model.train(train, run);
  const trainedAt = run.clock.now();
  const metricsOf = async (components: readonly Component[]): Promise<Record<string, number>> => {
    const lists = await rankByComponent(components, {
      queries: users,
      known: interactions,
      k: Math.max(...cutoffs),
      signal: run.signal,
    });
    return rankingMetrics(lists, heldOut, cutoffs);
  };
  const metrics = await metricsOf(trained.components);
  const popularity = await metricsOf([popularityComponent(interactions)]);
  const rankedAt = run.clock.now();

  return {
    counts: {
      users: interactions.rows,
      items: interactions.columns,
      train: interactions.indices.length,
      heldOut: heldOut.indices.length,
      evaluatedUsers: users.length,
    },
    metrics,
    popularity,
    validation: trained.metrics,
    hyperparameters: trained.hyperparameters,
    seed: run.seed,
    bestEpoch: trained.bestEpoch,
    history: trained.history,
    seconds: { training: (trainedAt - startedAt) / 1000, ranking: (rankedAt - trainedAt) / 1000 },
    stepMilliseconds: trained.stepMilliseconds,
    peakRss: process.resourceUsage().maxRSS * 1024,
  };
}
