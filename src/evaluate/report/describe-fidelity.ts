import type { ExplainerFidelity, FidelityReport } from '../fidelity/fidelity-report.js';
import { count, figure, interval, signed } from './format-figures.js';
import type { LineChart, ReportSection, ReportTable } from './report-document.js';

/** How faithful explanations are: measures, what exact influence gains on each baseline, counterfactuals, curves. */
export function describeFidelity(fidelity: FidelityReport): ReportSection[] {
  const { users, interactions, counterfactual, search } = fidelity;
  if (users === 0) return [{ heading: 'Fidelity of explanations', paragraphs: [NOBODY] }];
  const cases = `The first recommendation of ${count(users)} users of ${figure(interactions)} interactions on average, drawn at random. Their interactions are taken away from the graph in the order in which an explanation names them, and the model is asked again, exactly.`;
  const searched = `Sets that take the item out of the first ${counterfactual.top}, of at most ${counterfactual.mostRemoved} interactions and not all that she has: the first of each order, or found by a search (of those, ${figure(100 * search.minimal)} % proven the smallest there is).`;
  return [
    {
      heading: 'Fidelity of explanations',
      paragraphs: [cases, MEASURES],
      table: fidelityTable(fidelity),
      charts: [chart(fidelity, 'deletion'), chart(fidelity, 'insertion')],
    },
    {
      heading: 'Exact influence against other explanations',
      paragraphs: [
        'Exact influence − the other, paired by user, with 95 % intervals. Lower is better for both measures.',
      ],
      table: fidelityDifferencesTable(fidelity),
    },
    { heading: 'Counterfactual sets', paragraphs: [searched], table: counterfactualTable(fidelity) },
  ];
}

const NOBODY = 'No user has an explained recommendation and 2 to 100 interactions: there was nothing to measure.';

const MEASURES =
  'Deletion area and POS@K go from the most important on, so that less is better; insertion area and NEG@K from the least, so that more is. Influence is that on the score, lead that on its lead over what is recommended next.';

/** A row each explainer, its measures with their intervals, or bare where there is little room. */
export function fidelityTable({ explainers }: FidelityReport, bare = false): ReportTable {
  const metrics = Object.keys(explainers[0]?.metrics ?? {});
  const cell = ({ metrics: of, intervals }: ExplainerFidelity, metric: string): string =>
    bare ? figure(of[metric]!) : `${figure(of[metric]!)} (${interval(intervals[metric])})`;
  return {
    columns: [{ title: 'explanation' }, ...metrics.map((title) => ({ title, align: 'right' as const }))],
    rows: explainers.map((of) => [of.name, ...metrics.map((metric) => cell(of, metric))]),
  };
}

/** A row each baseline: the differences that say whether exact influence is better, and by which of its two orders. */
export function fidelityDifferencesTable({ explainers }: FidelityReport): ReportTable {
  const judged = [
    ['deletion-area', 'influence'],
    ['pos@10', 'influence'],
    ['pos@10', 'lead'],
  ] as const;
  return {
    columns: [
      { title: 'against' },
      ...judged.flatMap(([metric, by]) => [
        { title: `${metric} of ${by}`, align: 'right' } as const,
        { title: '95 % interval', align: 'right' } as const,
      ]),
    ],
    rows: explainers.flatMap(({ name, differences }) => {
      if (differences === undefined) return [];
      const cells = judged.flatMap(([metric, by]) => {
        const { difference, interval: bounds } = differences[by][metric]!;
        return [signed(difference), interval(bounds)];
      });
      return [[name, ...cells]];
    }),
  };
}

/** Explainer, and search: how often a set was found, and how large. */
export function counterfactualTable({ explainers, search }: FidelityReport): ReportTable {
  const rows = [{ name: 'search', counterfactual: search }, ...explainers];
  return {
    columns: ['explanation', 'found', '95 % interval', 'mean size', '95 % interval'].map((title, place) =>
      place === 0 ? { title } : { title, align: 'right' },
    ),
    rows: rows.map(({ name, counterfactual: { success, successInterval, size, sizeInterval } }) => [
      name,
      figure(success),
      interval(successInterval),
      size === null ? '' : figure(size),
      interval(sizeInterval ?? undefined),
    ]),
  };
}

/** As many as the page has colors for. */
const DRAWN: readonly ExplainerFidelity['name'][] = ['influence', 'cosine', 'jaccard', 'random'];

function chart({ explainers }: FidelityReport, which: 'deletion' | 'insertion'): LineChart {
  return {
    kind: 'lines',
    title: which === 'deletion' ? 'Deletion' : 'Insertion',
    x: `share of interactions ${which === 'deletion' ? 'taken away' : 'put back'}`,
    y: 'share of the score',
    series: explainers
      .filter(({ name }) => DRAWN.includes(name))
      .map(({ name, curves }) => ({
        name,
        points: curves[which].map((left, tenth) => [tenth / 10, left] as const),
      })),
  };
}
