import { mean } from '../metrics/mean.js';
import { pairedDifferences, type PairedDifference } from '../metrics/paired-test.js';
import type { BracketEntry, TrialEntry } from './journal.js';
import type { Configuration } from './search-space.js';

/** A configuration as the most thorough of its trials show it. */
export interface Standing {
  readonly configuration: Configuration;
  /** Mean over folds. */
  readonly figure: number;
  /** Of each fold. */
  readonly folds: readonly number[];
  /** Whether it was trained fully on all folds; else it lost before. */
  readonly isComplete: boolean;
  /** Most epochs that it was given; absent where nothing is trained in epochs. */
  readonly epochs?: number;
  /** What the model chose by itself in the first fold. */
  readonly choice: Readonly<Record<string, number>>;
  /** Of all its trials. */
  readonly seconds: number;
}

/** One standing a configuration: complete ones before others, then more epochs, more folds and the better figure first. */
export function standings(
  entries: readonly (BracketEntry | TrialEntry)[],
  folds: number,
  fullEpochs: number | undefined,
): readonly Standing[] {
  const groups = new Map<string, TrialEntry[]>();
  for (const entry of entries) {
    if (entry.kind !== 'trial') continue;
    const name = JSON.stringify(entry.configuration);
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups.values()]
    .map((trials) => standingOf(trials, folds, fullEpochs))
    .sort(
      (a, b) =>
        Number(b.isComplete) - Number(a.isComplete) ||
        (b.epochs ?? 0) - (a.epochs ?? 0) ||
        b.folds.length - a.folds.length ||
        b.figure - a.figure,
    );
}

function standingOf(trials: readonly TrialEntry[], folds: number, fullEpochs: number | undefined): Standing {
  const epochs = trials.reduce<number | undefined>((most, trial) => {
    return trial.epochs === undefined ? most : Math.max(most ?? 0, trial.epochs);
  }, undefined);
  const best = trials.filter((trial) => trial.epochs === epochs).sort((a, b) => a.fold - b.fold);
  const figures = best.map(({ result }) => result.figure);
  return {
    configuration: best[0]!.configuration,
    figure: mean(figures),
    folds: figures,
    isComplete: epochs === fullEpochs && figures.length === folds,
    ...(epochs !== undefined && { epochs }),
    choice: best[0]!.result.choice,
    seconds: trials.reduce((sum, { result }) => sum + result.seconds, 0),
  };
}

/** `standing` − the defaults, user by user over all folds; undefined unless both are complete. */
export async function againstDefaults(
  standing: Standing,
  entries: readonly (BracketEntry | TrialEntry)[],
  seed: number,
): Promise<PairedDifference | undefined> {
  if (!standing.isComplete) return undefined;
  const figuresOf = (configuration: Configuration): Float64Array | undefined => {
    const name = JSON.stringify(configuration);
    const trials = entries
      .filter((entry): entry is TrialEntry => entry.kind === 'trial')
      .filter((trial) => trial.epochs === standing.epochs && JSON.stringify(trial.configuration) === name)
      .sort((a, b) => a.fold - b.fold);
    return trials.length === standing.folds.length
      ? Float64Array.from(trials.flatMap(({ result }) => result.perUser))
      : undefined;
  };
  const [defaults, chosen] = [figuresOf({}), figuresOf(standing.configuration)];
  if (defaults === undefined || chosen === undefined) return undefined;
  return (await pairedDifferences({ figure: defaults }, { figure: chosen }, { seed }))['figure'];
}
