import type { Influence } from '../../influence/influence.js';
import type { Rank } from '../../influence/ranks.js';
import { areaUnder, presence, shareLeft, type PerturbationCurve } from '../../metrics/perturbation.js';
import type { ExplainedCase } from './explained-cases.js';

/** What one order of taking away did to one case. */
export interface MeasuredOrder {
  /** deletion-area, insertion-area, and pos and neg at each cutoff. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly deletion: PerturbationCurve;
  readonly insertion: PerturbationCurve;
  /** How many of the first have to go for the item to leave the top; undefined when no number of them did. */
  readonly size: number | undefined;
}

export interface OrderMeasures {
  readonly cutoffs: readonly number[];
  /** k of the counterfactual. */
  readonly top: number;
  /** Largest counterfactual that is looked for. */
  readonly mostRemoved: number;
}

/** Places by importance, the most important first, ties by place. */
export function orderOf(importance: ArrayLike<number>): number[] {
  return Array.from(importance, (_, place) => place).sort((a, b) => importance[b]! - importance[a]! || a - b);
}

/**
 * Takes a case's interactions away in this order of their places, and in the opposite order, step by step until none is
 * left; each step exactly and together with those before. `pos` is from the one, `neg` from the other, which read from
 * its end puts the first of the order back first: `insertion`.
 */
export function measureOrder(
  influence: Influence,
  explained: ExplainedCase,
  order: readonly number[],
  { cutoffs, top, mostRemoved }: OrderMeasures,
): MeasuredOrder {
  const steps = stepSizes(order.length);
  const prefixes = Array.from({ length: Math.min(mostRemoved, order.length - 1) }, (_, size) => size + 1);
  const setsOf = (from: readonly number[], sizes: readonly number[]) => sizes.map((size) => from.slice(0, size));
  const after = withoutEach(influence, explained, [
    ...setsOf(order, steps),
    ...setsOf(order.toReversed(), steps),
    ...setsOf(order, prefixes),
  ]);
  const first = after.slice(0, steps.length);
  const last = after.slice(steps.length, 2 * steps.length);
  const left = after.slice(2 * steps.length).findIndex(({ rank }) => rank === null || rank > top);
  const deletion = curveOf(explained, steps, first);
  const insertion = backwards(curveOf(explained, steps, last));
  const present = (name: string, ranks: readonly Rank[]) =>
    cutoffs.map((k): [string, number] => [`${name}@${k}`, presence(ranks, k)]);
  return {
    metrics: {
      'deletion-area': areaUnder(deletion),
      'insertion-area': areaUnder(insertion),
      ...Object.fromEntries(present('pos', ranksOf(first))),
      ...Object.fromEntries(present('neg', ranksOf(last))),
    },
    deletion,
    insertion,
    size: left < 0 ? undefined : prefixes[left],
  };
}

/** Steps of taking everything away, of about equal size. */
const STEPS = 10;

/** Sizes of the cumulated sets, ascending, each above 0 and below all. */
function stepSizes(interactions: number): number[] {
  const sizes = Array.from({ length: STEPS - 1 }, (_, step) => Math.round(((step + 1) * interactions) / STEPS));
  return [...new Set(sizes)].filter((size) => size > 0 && size < interactions);
}

/** The recommendation after a set of interactions was taken away. */
interface Left {
  readonly score: number;
  readonly rank: Rank;
}

function withoutEach(
  influence: Influence,
  { user, item, interactions }: ExplainedCase,
  sets: readonly (readonly number[])[],
): Left[] {
  const removals = sets.map((places) => places.map((place) => ({ item: interactions[place]!.item })));
  const answers = influence.withoutEach({ user, items: [item], sets: removals, ranks: {} })!;
  return answers.map(({ scoresWithout, ranksWithout }) => ({ score: scoresWithout[0]!, rank: ranksWithout![0]! }));
}

/** From nothing to everything taken away; with nothing left there is no recommendation, so that it ends at 0. */
function curveOf(
  { score: initial, interactions }: ExplainedCase,
  sizes: readonly number[],
  after: readonly Left[],
): PerturbationCurve {
  return {
    shares: [0, ...sizes.map((size) => size / interactions.length), 1],
    values: [1, ...after.map(({ score }) => shareLeft(score, initial)), 0],
  };
}

function backwards({ shares, values }: PerturbationCurve): PerturbationCurve {
  return { shares: shares.toReversed().map((share) => 1 - share), values: values.toReversed() };
}

function ranksOf(after: readonly Left[]): Rank[] {
  return after.map(({ rank }) => rank);
}
