import { runContext } from '../../src/core/run-context.js';
import type { ExplainerFidelity, FidelityReport } from '../../src/evaluate/fidelity/fidelity-report.js';
import { measureFidelity } from '../../src/evaluate/fidelity/measure-fidelity.js';
import type { Interval } from '../../src/metrics/bootstrap.js';
import type { Section } from '../harness/bench.js';
import { gowalla, MEASURED_ON } from '../influence/gowalla.js';
import type { MeasuredModel } from '../influence/gowalla-snapshot.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';

const SEED = 6;
const BASELINES = ['gradient', 'cosine', 'jaccard', 'popularity', 'random'] as const;
/** What is judged by which of the two exact explainers; lower is better. */
const JUDGED = [
  { metric: 'deletion-area', by: 'influence' },
  { metric: 'pos@10', by: 'influence' },
  { metric: 'pos@10', by: 'lead' },
] as const;

/**
 * Exact influence − each baseline, paired by user: a bar holds when even the upper end of the difference's 95 % interval
 * is below 0.
 */
export function orderSection(model: MeasuredModel, users: number): Section {
  const bar = (metric: string, by: string, baseline: string): string =>
    `${model}: ${metric}, ${by} − ${baseline}, upper end`;
  return {
    name: model,
    needs: [GOWALLA_TRAIN],
    bars: JUDGED.flatMap(({ metric, by }) =>
      BASELINES.map((baseline) => ({ name: bar(metric, by, baseline), limit: 0, unit: '', passes: 'below' as const })),
    ),
    async measure(run) {
      const explained = await gowalla(run, model);
      const started = performance.now();
      const report = await measureFidelity(explained, { users, seed: SEED }, runContext({ signal: run.signal }));
      const seconds = (performance.now() - started) / 1000;
      for (const line of describe(report)) run.say(line);
      const values = JUDGED.flatMap(({ metric, by }) =>
        report.explainers.flatMap(({ name, differences }) =>
          differences === undefined ? [] : [[bar(metric, by, name), differences[by][metric]!.interval[1]] as const],
        ),
      );
      const note = `${report.users} users in ${seconds.toFixed(0)} s; ${MEASURED_ON}`;
      return { values: Object.fromEntries(values), note };
    },
  };
}

/** A line an explainer, with intervals, since rows hold the bars alone. */
function describe({ explainers, search, users, interactions, counterfactual }: FidelityReport): string[] {
  const { success, size, minimal } = search;
  return [
    `${users} users of ${interactions.toFixed(1)} interactions; counterfactuals out of the top ${counterfactual.top}`,
    ...explainers.map(describeExplainer),
    `search: found ${success.toFixed(3)}, mean size ${size?.toFixed(2) ?? '–'}, ${minimal.toFixed(3)} proven minimal`,
  ];
}

function describeExplainer({ name, metrics, intervals, counterfactual, differences }: ExplainerFidelity): string {
  const bounds = ([low, high]: Interval): string => `[${low.toFixed(3)}, ${high.toFixed(3)}]`;
  const figures = Object.entries(metrics).map(([metric, value]) => {
    return `${metric} ${value.toFixed(3)} ${bounds(intervals[metric]!)}`;
  });
  const against = JUDGED.flatMap(({ metric, by }) => {
    const of = differences?.[by][metric];
    return of === undefined ? [] : [`${metric} of ${by} − it ${of.difference.toFixed(3)} ${bounds(of.interval)}`];
  });
  const { success, size } = counterfactual;
  return [name, ...figures, `found ${success.toFixed(3)} of size ${size?.toFixed(2) ?? '–'}`, ...against].join(', ');
}
