import type { Interval } from '../../metrics/bootstrap.js';
import type { PairedDifference } from '../../metrics/paired-test.js';

/**
 * How faithful explanations are to the model: what happens to a recommendation when interactions are taken away in the
 * order in which an explainer names them (docs/influence.md has the measures).
 */
export interface FidelityReport {
  /** Users whose first recommendation was explained, one case each. */
  readonly users: number;
  /** Mean number of their interactions. */
  readonly interactions: number;
  /** k of POS@k and NEG@k. */
  readonly cutoffs: readonly number[];
  /** A counterfactual takes the item out of the first `top` by at most `mostRemoved` interactions. */
  readonly counterfactual: { readonly top: number; readonly mostRemoved: number };
  /** Exact influence first. */
  readonly explainers: readonly ExplainerFidelity[];
  /** Exact influence with a search for sets, in place of the order of single interactions. */
  readonly search: CounterfactualFigures & {
    /** Of the sets found, the share proven to be the smallest that there is. */
    readonly minimal: number;
  };
  readonly seed: number;
}

/** Exact influence on the score, and on its lead over what is recommended next. */
export type ExactExplainer = 'influence' | 'lead';

export type ExplainerName = ExactExplainer | 'gradient' | 'cosine' | 'jaccard' | 'popularity' | 'random';

export interface ExplainerFidelity {
  readonly name: ExplainerName;
  /** Means over users: deletion-area, insertion-area, and pos and neg at each cutoff. */
  readonly metrics: Readonly<Record<string, number>>;
  /** 95 % bootstrap intervals of those. */
  readonly intervals: Readonly<Record<string, Interval>>;
  readonly counterfactual: CounterfactualFigures;
  /** Mean share of the score that is left at 0, 10 … 100 % of the interactions taken away, or put back. */
  readonly curves: { readonly deletion: readonly number[]; readonly insertion: readonly number[] };
  /** Exact influence, on the score and on its lead, − this one, user by user; absent for these two themselves. */
  readonly differences?: Readonly<Record<ExactExplainer, Readonly<Record<string, PairedDifference>>>>;
}

export interface CounterfactualFigures {
  /** Share of cases in which a set was found. */
  readonly success: number;
  readonly successInterval: Interval;
  /** Mean size of the sets found; null when there are none. */
  readonly size: number | null;
  readonly sizeInterval: Interval | null;
}
