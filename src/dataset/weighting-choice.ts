import { isDeepStrictEqual } from 'node:util';
import { EdgewiseError } from '../core/errors.js';
import type { PairWeighting } from './pair-weighting.js';

/** A weighting as it is chosen: the moment that ages are measured from is the dataset's to say. */
export interface WeightingChoice extends Omit<PairWeighting, 'decay'> {
  /** Milliseconds after which an event weighs half; age makes no difference when absent. */
  readonly halfLife?: number;
}

export const BINARY_CHOICE: WeightingChoice = { mode: 'binary', behaviorWeights: {} };

/** Errors: BAD_SETTING for a half-life that is no length of time, or where a pair weighs 1 whatever its events. */
export function assertWeighting({ mode, halfLife, learned = [] }: WeightingChoice): void {
  if (halfLife !== undefined && !(halfLife > 0 && halfLife < Infinity)) {
    throw new EdgewiseError('BAD_SETTING', `The half-life is ${halfLife} ms; it must be longer than none.`, {
      place: { setting: 'halfLife' },
    });
  }
  if (mode === 'binary' && (halfLife !== undefined || learned.length > 0)) {
    const setting = halfLife === undefined ? learned[0]! : 'halfLife';
    throw new EdgewiseError('BAD_SETTING', `What ${setting} says is without effect where every pair weighs 1.`, {
      place: { setting },
      cure: 'Choose --weighting sum or log with it.',
    });
  }
}

/**
 * The choice as the events of one dataset settle it: ages are measured from the newest of them, so that a split never
 * looks at times of what it holds out. `newest`: milliseconds, 0 where no event has a time.
 */
export function weightingAsOf({ halfLife, ...choice }: WeightingChoice, newest: number): PairWeighting {
  return { ...choice, ...(halfLife !== undefined && { decay: { halfLife, asOf: newest } }) };
}

/** What a weighting was chosen as; of what is learned, what was learned. */
export function choiceOf({ decay, ...weighting }: PairWeighting): WeightingChoice {
  return { ...weighting, ...(decay !== undefined && { halfLife: decay.halfLife }) };
}

/** Whether both are the same choice: what either learned is no part of it. */
export function isSameChoice(one: WeightingChoice, other: WeightingChoice): boolean {
  return isDeepStrictEqual(given(one), given(other));
}

function given({ mode, behaviorWeights, halfLife, learned = [] }: WeightingChoice): unknown {
  return {
    mode,
    learned: new Set(learned),
    behaviorWeights: learned.includes('behaviorWeights') ? {} : behaviorWeights,
    halfLife: learned.includes('halfLife') ? undefined : halfLife,
  };
}
