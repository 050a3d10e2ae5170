import { EdgewiseError } from '../../core/errors.js';
import { parseTime } from '../../dataset/formats/fields/time.js';
import type { Source } from '../../dataset/formats/read-source.js';
import type { SplitChoice } from '../../evaluate/choose-split.js';
import { fileAt, sourceOrStore, type OptionalFormat, type SourceOrStore } from '../source-options.js';

/** What was asked for, checked. */
export type EvaluationTask =
  | { readonly kind: 'files'; readonly train: Source; readonly test: Source }
  | { readonly kind: 'split'; readonly source: SourceOrStore; readonly split: SplitChoice }
  | { readonly kind: 'compare'; readonly versions: readonly [string, string]; readonly pairs: SourceOrStore };

export interface EvaluationChoice extends OptionalFormat {
  readonly train: string | undefined;
  readonly test: string | undefined;
  readonly path: string | undefined;
  readonly split: SplitChoice['kind'] | undefined;
  readonly share: number | undefined;
  readonly told: number | undefined;
  readonly cut: string | undefined;
  readonly cutoffs: readonly number[] | undefined;
  readonly seeds: readonly number[] | undefined;
  readonly auc: true | undefined;
  readonly sampled: number | undefined;
  readonly fidelity: true | undefined;
  readonly fidelityUsers: number | undefined;
  readonly compare: readonly string[] | undefined;
}

/** Errors: USAGE for options that do not go together; FORMAT_UNKNOWN. `now` in milliseconds. */
export function evaluationTask(choice: EvaluationChoice, now: number): EvaluationTask {
  const { train, test, path, compare } = choice;
  if (choice.fidelityUsers !== undefined && choice.fidelity === undefined)
    throw usage('--fidelity-users goes with --fidelity.');
  if (compare !== undefined) return comparison(choice, compare);
  if (train === undefined && test === undefined)
    return { kind: 'split', source: sourceOrStore(path, choice), split: splitChoice(choice, now) };
  if (train === undefined || test === undefined) throw usage('--train and --test go together.');
  refuse(choice, ['path', 'split', 'share', 'told', 'cut'], '--train and --test');
  return { kind: 'files', train: fileAt(train, choice), test: fileAt(test, choice) };
}

function comparison(choice: EvaluationChoice, versions: readonly string[]): EvaluationTask {
  const [first, second, ...others] = versions;
  if (first === undefined || second === undefined || others.length > 0)
    throw usage('--compare takes two versions: --compare OLD,NEW.');
  refuse(
    choice,
    ['train', 'path', 'split', 'share', 'told', 'cut', 'seeds', 'auc', 'sampled', 'fidelity'],
    '--compare',
  );
  return { kind: 'compare', versions: [first, second], pairs: sourceOrStore(choice.test, choice) };
}

function splitChoice({ split: kind = 'auto', cut, share: asked, told }: EvaluationChoice, now: number): SplitChoice {
  const share = asked ?? (kind === 'new-users' ? 0.1 : 0.2);
  if (told !== undefined && kind !== 'new-users') throw usage('--told goes with --split new-users.');
  if (cut === undefined) {
    if (kind === 'leave-last-out' && asked !== undefined)
      throw usage('--share does not go with --split leave-last-out.');
    return { kind, share, ...(told !== undefined && { told }) };
  }
  if (kind !== 'temporal') throw usage('--cut goes with --split temporal.');
  if (asked !== undefined) throw usage('--cut and --share do not go together.');
  return { kind, share, cut: moment(cut, now) };
}

function moment(text: string, now: number): number {
  try {
    return parseTime(text, now);
  } catch (cause) {
    throw new EdgewiseError('USAGE', `--cut is "${text}", which is not a time such as 2026-01-31.`, { cause });
  }
}

function refuse(choice: EvaluationChoice, names: readonly (keyof EvaluationChoice)[], beside: string): void {
  const given = names.find((name) => choice[name] !== undefined);
  if (given !== undefined) throw usage(`--${given} does not go with ${beside}.`);
}

function usage(message: string): EdgewiseError {
  return new EdgewiseError('USAGE', message);
}
