import { mean } from '../../../src/metrics/mean.js';
import { spearman } from '../../../src/metrics/spearman.js';

/** How well figures on validation tell those on a later test. */
export interface Agreement {
  /** Kendall's τ: the share of pairs of models that both order alike, less the share that they order otherwise. */
  readonly kendall: number;
  /** Spearman's ρ. */
  readonly spearman: number;
  /** What the test's figure of the model that validation ranks first lacks to that of the best, as a share of it. */
  readonly regret: number;
  /** Which model that is. */
  readonly chosen: number;
  /** Mean of validation's figures over that of the test's: 1.5 promises half as much again as comes. */
  readonly inflation: number;
}

/** Of figures by model, higher is better. */
export function agreementOf(validation: readonly number[], test: readonly number[]): Agreement {
  const signs = validation.flatMap((figure, a) =>
    validation.slice(a + 1).map((other, step) => Math.sign(figure - other) * Math.sign(test[a]! - test[a + 1 + step]!)),
  );
  const chosen = validation.indexOf(Math.max(...validation));
  const best = Math.max(...test);
  return {
    kendall: mean(signs),
    spearman: spearman(validation, test) ?? Number.NaN,
    regret: (best - test[chosen]!) / best,
    chosen,
    inflation: mean(validation) / mean(test),
  };
}
