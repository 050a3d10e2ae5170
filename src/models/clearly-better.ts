import { mean } from '../metrics/mean.js';

/** What something came to on held-out edges: one figure a user, the same users wherever two are compared. */
export interface Judged {
  readonly figures: ArrayLike<number>;
}

/** Whether the mean of figures gains more than so many standard errors of the paired difference over the reference. */
export function isClearlyBetter(judged: Judged, reference: Judged, standardErrors: number): boolean {
  const gains = Array.from(judged.figures, (figure, user) => figure - reference.figures[user]!);
  const gain = mean(gains);
  const variance = mean(gains.map((each) => (each - gain) ** 2));
  return gain > standardErrors * Math.sqrt(variance / gains.length);
}
