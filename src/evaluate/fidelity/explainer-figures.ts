import { Random } from '../../core/random.js';
import { bootstrapIntervals } from '../../metrics/bootstrap.js';
import { mean } from '../../metrics/mean.js';
import { pairedDifferences } from '../../metrics/paired-test.js';
import { valueAt } from '../../metrics/perturbation.js';
import type { CounterfactualFigures, ExactExplainer, ExplainerFidelity, ExplainerName } from './fidelity-report.js';
import type { MeasuredOrder } from './measure-order.js';

/** Means of one explainer's cases with their intervals, and the differences of `exact` on the same cases from it. */
export async function explainerFigures(
  name: ExplainerName,
  orders: readonly MeasuredOrder[],
  exact: Readonly<Record<ExactExplainer, readonly MeasuredOrder[]>>,
  seed: number,
): Promise<ExplainerFidelity> {
  const perUser = columnsOf(orders);
  const sizes = orders.map(({ size }) => size);
  return {
    name,
    metrics: Object.fromEntries(Object.entries(perUser).map(([metric, values]) => [metric, mean(values)])),
    intervals: await bootstrapIntervals(perUser, { random: Random.stream(seed, 'bootstrap') }),
    counterfactual: await counterfactualFigures(sizes, seed),
    curves: { deletion: meanCurve(orders, 'deletion'), insertion: meanCurve(orders, 'insertion') },
    ...(!(name in exact) && {
      differences: {
        influence: await pairedDifferences(perUser, columnsOf(exact.influence), { seed }),
        lead: await pairedDifferences(perUser, columnsOf(exact.lead), { seed }),
      },
    }),
  };
}

/** Of the sizes of the sets found, undefined where there was none. */
export async function counterfactualFigures(
  sizes: readonly (number | undefined)[],
  seed: number,
): Promise<CounterfactualFigures> {
  const success = Float64Array.from(sizes, (size) => (size === undefined ? 0 : 1));
  const found = Float64Array.from(sizes.filter((size) => size !== undefined));
  const ofSuccess = await bootstrapIntervals({ success }, { random: Random.stream(seed, 'bootstrap') });
  const ofSize = await bootstrapIntervals({ size: found }, { random: Random.stream(seed, 'bootstrap') });
  return {
    success: mean(success),
    successInterval: ofSuccess.success!,
    size: found.length === 0 ? null : mean(found),
    sizeInterval: found.length === 0 ? null : ofSize.size!,
  };
}

/** Places of the mean curves. */
const TENTHS = Array.from({ length: 11 }, (_, tenth) => tenth / 10);

function meanCurve(orders: readonly MeasuredOrder[], which: 'deletion' | 'insertion'): number[] {
  return TENTHS.map((share) => mean(orders.map((one) => valueAt(one[which], share))));
}

/** Each metric's values over the cases. */
function columnsOf(orders: readonly MeasuredOrder[]): Record<string, Float64Array> {
  const names = Object.keys(orders[0]?.metrics ?? {});
  return Object.fromEntries(names.map((name) => [name, Float64Array.from(orders, ({ metrics }) => metrics[name]!)]));
}
