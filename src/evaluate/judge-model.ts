import { Random } from '../core/random.js';
import type { CsrMatrix } from '../linalg/csr.js';
import { coverage } from '../metrics/coverage.js';
import { exposure, gini } from '../metrics/exposure.js';
import { listMetrics } from '../metrics/list-metrics.js';
import { mean } from '../metrics/mean.js';
import { perUserMetrics } from '../metrics/per-user-metrics.js';
import { popularityLift, profilePopularity } from '../metrics/popularity-lift.js';
import type { RankedLists } from '../metrics/ranked-lists.js';
import { rankByComponent } from '../models/ranking/rank-by-component.js';
import { rankRows, type RowRanking } from '../models/ranking/rank-rows.js';
import { rowsByComponent, type ScoreRow } from '../models/ranking/rows-by-component.js';
import type { Component } from '../snapshot/contents.js';
import { aucOfUsers } from './auc-of-users.js';
import { sampledLists } from './sampled-lists.js';

/** By what a model is judged. */
export interface JudgingTask {
  /** Users with a held-out item, ascending. */
  readonly users: Int32Array;
  /** users × items: what was learned from, and what was told of users since; its pairs are left out of the lists. */
  readonly known: CsrMatrix;
  /** What walks go over (dataset/whole-graph.ts): `known` where absent. */
  readonly graph?: CsrMatrix;
  /** users × items, disjoint from `known`. */
  readonly heldOut: CsrMatrix;
  readonly cutoffs: readonly number[];
  /** Whether to score the whole catalog once more for AUC. */
  readonly auc?: boolean;
  /** Rank held-out items among so many random others, and not in the whole catalog. */
  readonly sampled?: number;
  readonly seed: number;
  readonly signal: AbortSignal;
}

export interface Judgement {
  readonly lists: RankedLists;
  /** What has a value for each of the task's users. */
  readonly perUser: Readonly<Record<string, Float64Array>>;
  /** Their means, and what only all lists together have: coverage, Gini, popularity lift. */
  readonly metrics: Readonly<Record<string, number>>;
}

/**
 * Ranks by a model's components, or by rows of scores that were made of them, and measures the lists. With `sampled`, what is said of the lists themselves (novelty,
 * coverage and the like) is left out: they are not what anybody would see. Errors: INTERNAL, INTERRUPTED.
 */
export async function judgeModel(by: readonly Component[] | ScoreRow, task: JudgingTask): Promise<Judgement> {
  const { users, known, graph = known, heldOut, cutoffs, sampled, seed, signal } = task;
  const ranking = { queries: users, known, graph, k: Math.max(...cutoffs), signal };
  const lists =
    sampled === undefined
      ? await fullLists(by, ranking)
      : await sampledLists(await rowsOf(by, task), {
          ...ranking,
          heldOut,
          sampled,
          random: Random.stream(seed, 'sampled-ranking'),
        });
  const perUser = {
    ...perUserMetrics(lists, heldOut, cutoffs),
    ...(sampled === undefined && listMetrics(lists, known, cutoffs)),
    ...(task.auc === true && { auc: await aucOfUsers(await rowsOf(by, task), task) }),
  };
  const metrics = Object.fromEntries(Object.entries(perUser).map(([name, values]) => [name, mean(values)]));
  if (sampled === undefined) Object.assign(metrics, catalogMetrics(lists, perUser, task));
  return { lists, perUser, metrics };
}

function fullLists(by: readonly Component[] | ScoreRow, ranking: RowRanking): Promise<RankedLists> {
  return typeof by === 'function' ? rankRows(by, ranking) : rankByComponent(by, ranking);
}

async function rowsOf(by: readonly Component[] | ScoreRow, { known, graph }: JudgingTask): Promise<ScoreRow> {
  return typeof by === 'function' ? by : rowsByComponent(by, known, graph);
}

function catalogMetrics(
  lists: RankedLists,
  perUser: Judgement['perUser'],
  { known, users, cutoffs }: JudgingTask,
): Record<string, number> {
  const profiles = profilePopularity(known, users);
  const metrics: Record<string, number> = {};
  for (const k of cutoffs) {
    metrics[`popularity-lift@${k}`] = popularityLift(perUser[`popularity@${k}`]!, profiles);
    metrics[`coverage@${k}`] = coverage(lists, k, known.columns);
    metrics[`gini@${k}`] = gini(exposure(lists, k, known.columns));
  }
  return metrics;
}
