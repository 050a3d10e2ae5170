import { isEdgewiseError } from '../core/errors.js';
import type { Logger } from '../core/log.js';
import { noProgress } from '../core/progress.js';
import { Random } from '../core/random.js';
import { throwIfInterrupted, type RunContext } from '../core/run-context.js';
import type { Model } from '../models/model.js';
import { affordableSize, fidelityOf, LEVELS, survivors, unitsOf, type Fidelity, type Level } from './bracket.js';
import type { Fold } from './folds.js';
import type { Journal } from './journal.js';
import { drawConfiguration, type Configuration, type SearchSpace } from './search-space.js';
import { runTrial, type TrialResult, type TrialTask, type TuningMetric } from './trial.js';
import { standings, type Standing } from './standings.js';

export interface TuningJob {
  readonly space: SearchSpace;
  /** Settings that are not searched, because somebody chose them. */
  readonly fixed: Configuration;
  /** At least one. */
  readonly folds: readonly Fold[];
  readonly metric: TuningMetric;
  /** No trial starts that would probably end after so many seconds, those of earlier runs in the journal included. */
  readonly seconds: number;
  readonly seed: number;
  /** The model of a configuration, what it does not say left as it was asked for; `epochs` limits its training. */
  readonly modelOf: (configuration: Configuration, epochs: number | undefined) => Promise<Model>;
  readonly journal: Journal;
}

/**
 * Successive halving (Jamieson & Talwalkar, AISTATS 2016) in brackets until the time is spent: of a bracket's
 * configurations, judged by few epochs on one fold, a third goes on to twice the epochs and one more fold, and a third of
 * these to the full training on all folds. The first bracket starts with the defaults, which always go on to the end:
 * whatever is chosen has been compared with them. Every trial is in the journal before the next one starts; a search that
 * is resumed repeats none, and without a clock would end the same. Best standings first. Errors: INTERRUPTED (the journal
 * keeps what was done); those of Model.train, but for a configuration that diverges or does not fit memory, which loses.
 */
export async function tune(job: TuningJob, run: RunContext): Promise<readonly Standing[]> {
  const search = new Search(job, run);
  try {
    await search.spend();
  } catch (error) {
    if (!(error instanceof TimeSpent)) throw error;
  }
  return standings(job.journal.entries, job.folds.length, job.space.epochs);
}

/** Thrown where the next trial would end too late. */
class TimeSpent extends Error {}

class Search {
  readonly #job: TuningJob;
  readonly #run: RunContext;
  readonly #full: Fidelity;
  readonly #random: Random;
  /** By what identifies a trial. */
  readonly #known = new Map<string, TrialResult>();
  /** Sizes of brackets that the journal has and this search has not come to yet. */
  readonly #sizes: number[] = [];
  /** Of all trials so far. */
  #seconds = 0;
  #units = 0;

  constructor(job: TuningJob, run: RunContext) {
    const { epochs } = job.space;
    this.#job = job;
    this.#run = run;
    this.#full = { folds: job.folds.length, ...(epochs !== undefined && { epochs }) };
    this.#random = Random.stream(job.seed, 'configurations');
    for (const entry of job.journal.entries) {
      if (entry.kind === 'bracket') this.#sizes.push(entry.size);
      else this.#count(entry, entry.result);
    }
  }

  async spend(): Promise<void> {
    await this.#judge({}, 2); // the defaults first: what they cost tells how many configurations can be afforded
    for (let isFirst = true, tried = -1; tried < this.#known.size; isFirst = false) {
      tried = this.#known.size; // a bracket that finds nothing new has seen all that there is
      await this.#bracket(await this.#nextSize(isFirst), isFirst);
    }
  }

  async #bracket(size: number, isFirst: boolean): Promise<void> {
    const { space, fixed } = this.#job;
    const defaults: Configuration = {};
    let candidates = Array.from({ length: size }, (_, place) =>
      isFirst && place === 0 ? defaults : drawConfiguration(space, fixed, this.#random),
    );
    for (const level of LEVELS) {
      const scored = [];
      for (const candidate of candidates) scored.push({ candidate, figure: await this.#judge(candidate, level) });
      if (level === 0) return;
      const best = scored.sort((a, b) => b.figure - a.figure).slice(0, survivors(size, (level - 1) as Level));
      candidates = best.map(({ candidate }) => candidate);
      if (isFirst && !candidates.includes(defaults)) candidates.push(defaults);
    }
  }

  /** As the journal says, else as many as the time that is left affords; at least three in the first bracket. */
  async #nextSize(isFirst: boolean): Promise<number> {
    const known = this.#sizes.shift();
    if (known !== undefined) return known;
    const size = affordableSize(this.#secondsLeft() / (RESERVE * this.#unitSeconds()), this.#full);
    if (size === undefined && !isFirst) throw new TimeSpent();
    await this.#job.journal.append({ kind: 'bracket', size: size ?? 3 });
    return size ?? 3;
  }

  /** Mean over the folds of the level. */
  async #judge(configuration: Configuration, level: Level): Promise<number> {
    const { folds, epochs } = fidelityOf(level, this.#full);
    let sum = 0;
    for (let fold = 0; fold < folds; fold++) {
      const task = { configuration, fold, ...(epochs !== undefined && { epochs }) };
      sum += (await this.#trial(task)).figure;
    }
    return sum / folds;
  }

  async #trial(task: TrialTask): Promise<TrialResult> {
    const known = this.#known.get(nameOf(task));
    if (known !== undefined) return known;
    throwIfInterrupted(this.#run.signal, 'The search was interrupted.');
    if (this.#unitSeconds() * unitsOf({ ...task, folds: 1 }) > this.#secondsLeft()) throw new TimeSpent();
    const result = await this.#result(task);
    await this.#job.journal.append({ kind: 'trial', ...task, result });
    this.#count(task, result);
    this.#tell(task, result);
    return result;
  }

  async #result({ configuration, fold, epochs }: TrialTask): Promise<TrialResult> {
    const { modelOf, folds, metric, seed } = this.#job;
    const { log } = this.#run;
    const run = { ...this.#run, log: quieter(log), progress: noProgress, seed };
    const started = performance.now();
    try {
      return await runTrial(await modelOf(configuration, epochs), folds[fold]!, metric, run);
    } catch (error) {
      if (!isEdgewiseError(error, 'DIVERGED') && !isEdgewiseError(error, 'OUT_OF_MEMORY')) throw error;
      log.warn({ configuration, code: error.code }, 'A configuration was given up.');
      const perUser = Array.from(folds[fold]!.users, () => 0);
      return { figure: 0, perUser, choice: {}, bestEpoch: 0, seconds: (performance.now() - started) / 1000 };
    }
  }

  #count(task: TrialTask, result: TrialResult): void {
    this.#known.set(nameOf(task), result);
    this.#seconds += result.seconds + OVERHEAD_SECONDS;
    this.#units += unitsOf({ ...task, folds: 1 });
  }

  #tell({ configuration, fold, epochs }: TrialTask, { figure, seconds }: TrialResult): void {
    const { metric, seconds: total } = this.#job;
    const name = `${metric.name}@${metric.cutoff}`;
    this.#run.log.info({ ...configuration, fold, epochs, [name]: figure, seconds }, 'Tried.');
    const detail = { trials: this.#known.size, [name]: figure };
    this.#run.progress({ stage: 'tune', done: Math.min(total, this.#seconds), total, unit: 'seconds', detail });
  }

  #secondsLeft(): number {
    return this.#job.seconds - this.#seconds;
  }

  /** Mean seconds of an epoch, or a training, on one fold so far; 0 before the first. */
  #unitSeconds(): number {
    return this.#units === 0 ? 0 : this.#seconds / this.#units;
  }
}

/** What a trial takes beside itself: its line in the journal and in the log. */
const OVERHEAD_SECONDS = 0.01;

/** How much dearer than the defaults what is drawn may be on average. */
const RESERVE = 1.3;

/** Of a trial only its end is worth a line. */
function quieter(log: Logger): Logger {
  return {
    debug: (fields, message) => log.debug(fields, message),
    info: (fields, message) => log.debug(fields, message),
    warn: (fields, message) => log.warn(fields, message),
    error: (fields, message) => log.error(fields, message),
  };
}

function nameOf({ configuration, fold, epochs }: TrialTask): string {
  return JSON.stringify([configuration, fold, epochs]);
}
