import { EdgewiseError } from '../core/errors.js';
import { Random } from '../core/random.js';
import type { Dataset } from '../dataset/dataset.js';
import { wholeGraph } from '../dataset/whole-graph.js';
import type { CsrMatrix } from '../linalg/csr.js';
import { bootstrapIntervals, type Interval } from '../metrics/bootstrap.js';
import { exposure, exposureCurve } from '../metrics/exposure.js';
import { pairedDifferences, type PairedDifference } from '../metrics/paired-test.js';
import { usersWithRelevantItems } from '../metrics/ranked-lists.js';
import type { EpochRecord, Model, TrainedModel, TrainRun } from '../models/model.js';
import { learnedFigures, learnWeighting } from '../models/weighting/learn-weighting.js';
import { popularityComponent } from '../models/popularity/popularity-component.js';
import { snapshotOfContents } from '../snapshot/snapshot-of-contents.js';
import { explainedModel } from './fidelity/explained-cases.js';
import type { FidelityReport } from './fidelity/fidelity-report.js';
import { measureFidelity, type FidelityOptions } from './fidelity/measure-fidelity.js';
import { groupFigures, type Groups } from './group-figures.js';
import { newUserRows } from './new-users/new-user-rows.js';
import { knownEdges, toldEdges } from './new-users/told-edges.js';
import { judgeModel, type Judgement, type JudgingTask } from './judge-model.js';

/** One split: learn from `train`, and judge by `heldOut` once, at the end. */
export interface SplitEvaluation extends Pick<JudgingTask, 'auc' | 'sampled'> {
  readonly train: Dataset;
  /** users × items of `train`, disjoint from its pairs. */
  readonly heldOut: CsrMatrix;
  /** What users are told of whom `train` has no pair of, who alone have held-out items then; they are ranked for by fold-in. */
  readonly told?: Dataset;
  readonly model: Model;
  /** Cutoffs of the metrics; 20 alone when absent. */
  readonly cutoffs?: readonly number[];
  /** Whether to measure the fidelity of explanations too, and over how many users. */
  readonly fidelity?: Pick<FidelityOptions, 'users'>;
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
  /**
   * Of the model by name: recall, ndcg, precision, hit-rate, mrr, map, f1, novelty, diversity, popularity,
   * popularity-lift, coverage and gini at each cutoff (`recall@20`), and auc where it was asked for.
   */
  readonly metrics: Readonly<Record<string, number>>;
  /** The same of ranking by training counts. */
  readonly popularity: Readonly<Record<string, number>>;
  /** 95 % bootstrap intervals of those metrics that are means over users. */
  readonly intervals: Readonly<Record<string, Interval>>;
  /** Model − popularity, user by user, of recall and ndcg. */
  readonly againstPopularity: Readonly<Record<string, PairedDifference>>;
  readonly groups: Groups;
  /** Share of all places that the most shown items take, at 0, 5 … 100 % of the catalog; absent for sampled rankings. */
  readonly exposure?: { readonly k: number; readonly model: readonly number[]; readonly popularity: readonly number[] };
  /** On validation edges, for the kept epoch. */
  readonly validation: Readonly<Record<string, number>>;
  readonly hyperparameters: Readonly<Record<string, number | string | boolean>>;
  /** What else was chosen on validation edges, by name: weights of behaviors, and by the model. */
  readonly choice: Readonly<Record<string, number>>;
  readonly seed: number;
  readonly bestEpoch: number;
  readonly history: readonly EpochRecord[];
  readonly seconds: { readonly training: number; readonly ranking: number };
  /** Median over training steps. */
  readonly stepMilliseconds: number;
  /** Of explanations of the model's recommendations, where it was asked for. */
  readonly fidelity?: FidelityReport;
  /** Largest resident set of this process so far, in bytes. */
  readonly peakRss: number;
}

/**
 * Trains on one side of a split and ranks the whole catalog, training items left out, for every user with a held-out
 * item. Epochs are chosen on validation edges taken from `train`; `heldOut` and `told` are read after training only.
 * Errors: those of Model.train; MODEL_WITHOUT_FOLD_IN where new users are told of; SHAPE_MISMATCH when the sides do not fit; SPLIT_INVALID when nothing is held out.
 */
export async function evaluateSplit(
  { train: given, heldOut, told, model, cutoffs = [20], auc = false, sampled, fidelity }: SplitEvaluation,
  run: TrainRun,
): Promise<EvaluationReport> {
  const startedAt = run.clock.now();
  const train = await learnWeighting(given, run);
  const { interactions } = train;
  const task: JudgingTask = {
    users: judgedUsers(interactions, heldOut),
    known: told === undefined ? interactions : knownEdges(interactions, toldEdges(told, train)),
    graph: wholeGraph(train),
    heldOut,
    cutoffs,
    auc,
    ...(sampled !== undefined && { sampled }),
    seed: run.seed,
    signal: run.signal,
  };

  const trained = await model.train(train, run);
  const trainedAt = run.clock.now();
  const by = told === undefined ? trained.components : await newUserRows(trained, { train, told }, run);
  const judged = await judgeModel(by, task);
  const popularity = await judgeModel([popularityComponent(interactions)], task);
  const rankedAt = run.clock.now();

  return {
    counts: {
      users: interactions.rows,
      items: interactions.columns,
      train: interactions.indices.length,
      heldOut: heldOut.indices.length,
      evaluatedUsers: task.users.length,
    },
    ...(await figuresOf(judged, popularity, task)),
    validation: trained.metrics,
    hyperparameters: trained.hyperparameters,
    choice: { ...learnedFigures(train), ...trained.choice },
    seed: run.seed,
    bestEpoch: trained.bestEpoch,
    history: trained.history,
    seconds: { training: (trainedAt - startedAt) / 1000, ranking: (rankedAt - trainedAt) / 1000 },
    stepMilliseconds: trained.stepMilliseconds,
    ...(fidelity !== undefined && { fidelity: await fidelityOf(train, trained, fidelity.users, run) }),
    peakRss: process.resourceUsage().maxRSS * 1024,
  };
}

async function fidelityOf(
  dataset: Dataset,
  { components, hyperparameters, metrics }: TrainedModel,
  users: number,
  run: TrainRun,
): Promise<FidelityReport> {
  const { seed } = run;
  const contents = { dataset, exportedAt: 0, components, hyperparameters, seed, metrics };
  return measureFidelity(await explainedModel(snapshotOfContents(contents)), { users, seed }, run);
}

function judgedUsers(interactions: CsrMatrix, heldOut: CsrMatrix): Int32Array {
  if (heldOut.rows !== interactions.rows || heldOut.columns !== interactions.columns) {
    throw new EdgewiseError(
      'SHAPE_MISMATCH',
      `Held-out pairs are ${heldOut.rows} × ${heldOut.columns}, training pairs ${interactions.rows} × ${interactions.columns}.`,
    );
  }
  const users = usersWithRelevantItems(heldOut);
  if (users.length === 0)
    throw new EdgewiseError('SPLIT_INVALID', 'Nothing is held out: there is nothing to judge by.');
  return users;
}

/** Metrics that the difference from popularity is tested of. */
const TESTED = /^(recall|ndcg)@/;

type Figures = Pick<
  EvaluationReport,
  'metrics' | 'popularity' | 'intervals' | 'againstPopularity' | 'groups' | 'exposure'
>;

async function figuresOf(model: Judgement, popularity: Judgement, task: JudgingTask): Promise<Figures> {
  const { cutoffs, known, sampled, seed } = task;
  const k = cutoffs.includes(20) ? 20 : Math.max(...cutoffs);
  const tested = Object.fromEntries(Object.entries(model.perUser).filter(([name]) => TESTED.test(name)));
  const curveOf = ({ lists }: Judgement): number[] => exposureCurve(exposure(lists, k, known.columns), 20);
  return {
    metrics: model.metrics,
    popularity: popularity.metrics,
    intervals: await bootstrapIntervals(model.perUser, { random: Random.stream(seed, 'bootstrap') }),
    againstPopularity: await pairedDifferences(popularity.perUser, tested, { seed }),
    groups: groupFigures(model, popularity, task, k),
    ...(sampled === undefined && { exposure: { k, model: curveOf(model), popularity: curveOf(popularity) } }),
  };
}
