import { mean } from '../metrics/mean.js';

/** What a choice came to on held-out edges: one figure a user, the same users in each trial. */
export interface Judged {
  readonly figures: Float64Array;
}

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
  return isClearlyBetter(best, start) ? best : start;
}

function isClearlyBetter(trial: Judged, reference: Judged): boolean {
  const gains = trial.figures.map((figure, user) => figure - reference.figures[user]!);
  const gain = mean(gains);
  const variance = mean(gains.map((each) => (each - gain) ** 2));
  return gain > 2 * Math.sqrt(variance / gains.length);
}
