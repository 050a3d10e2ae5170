import { mean } from '../metrics/mean.js';
import { isClearlyBetter, type Judged } from './clearly-better.js';

/** One value of one coordinate, tried in place of what a trial has there. */
export type Move<Trial> = (from: Trial) => Promise<Trial>;

/**
 * One coordinate after the other from `start` on, going over to whatever has the better mean, until a whole round gains
 * nothing. The end replaces the start only where it gains more than two standard errors of the paired difference: on few
 * users the best of many is chance.
 */
export async function climb<Trial extends Judged>(start: Trial, moves: readonly Move<Trial>[]): Promise<Trial> {
  let best = start;
  for (let before: Trial | undefined; before !== best;) {
    before = best;
    for (const move of moves) {
      const trial = await move(best);
      if (mean(trial.figures) > mean(best.figures)) best = trial;
    }
  }
  return isClearlyBetter(best, start, 2) ? best : start;
}
