import { EdgewiseError } from '../core/errors.js';
import type { PairWeighting } from './pair-weighting.js';

/** A weighting as it is chosen: the moment that ages are measured from is the dataset's to say. */
export interface WeightingChoice extends Pick<PairWeighting, 'mode' | 'behaviorWeights'> {
  /** Milliseconds after which an event weighs half; age makes no difference when absent. */
  readonly halfLife?: number;
}

export const BINARY_CHOICE: WeightingChoice = { mode: 'binary', behaviorWeights: {} };

/** Errors: BAD_SETTING for a half-life that is no length of time, or where a pair weighs 1 whatever its events. */
export function assertWeighting({ mode, halfLife }: WeightingChoice): void {
  if (halfLife === undefined) return;
  const place = { setting: 'halfLife' };
  if (!(halfLife > 0 && halfLife < Infinity))
    throw new EdgewiseError('BAD_SETTING', `The half-life is ${halfLife} ms; it must be longer than none.`, { place });
  if (mode === 'binary') {
    throw new EdgewiseError('BAD_SETTING', 'A half-life is without effect where every pair weighs 1.', {
      place,
      cure: 'Choose --weighting sum or log with --half-life.',
    });
  }
}

/**
 * The choice as the events of one dataset settle it: ages are measured from the newest of them, so that a split never
 * looks at times of what it holds out. `newest`: milliseconds, 0 where no event has a time.
 */
export function weightingAsOf({ mode, behaviorWeights, halfLife }: WeightingChoice, newest: number): PairWeighting {
  return { mode, behaviorWeights, ...(halfLife !== undefined && { decay: { halfLife, asOf: newest } }) };
}

/** What a weighting was chosen as. */
export function choiceOf({ mode, behaviorWeights, decay }: PairWeighting): WeightingChoice {
  return { mode, behaviorWeights, ...(decay !== undefined && { halfLife: decay.halfLife }) };
}

/** Whether both weigh alike, were their datasets of the same moment. */
export function isSameChoice(one: WeightingChoice, other: WeightingChoice): boolean {
  const factors = ({ behaviorWeights }: WeightingChoice): string =>
    JSON.stringify(Object.entries(behaviorWeights).sort());
  return one.mode === other.mode && one.halfLife === other.halfLife && factors(one) === factors(other);
}
