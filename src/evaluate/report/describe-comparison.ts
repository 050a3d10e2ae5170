import type { SnapshotComparison } from '../compare-snapshots.js';
import { differencesTable } from './describe-evaluation.js';
import { count, figure, interval } from './format-figures.js';
import type { BarChart, ReportDocument, ReportTable } from './report-document.js';

/** What a comparison of two snapshots has to say. */
export function describeComparison(comparison: SnapshotComparison): ReportDocument {
  const { versions, counts, differences } = comparison;
  return {
    title: `${versions[1]} against ${versions[0]}`,
    sections: [
      {
        heading: 'Protocol',
        paragraphs: [
          `${count(counts.heldOut)} pairs of ${count(counts.users)} users that neither snapshot has, over the ${count(counts.items)} items that both know. Each answers as it would be served; what either knows of a user is left out of both lists.`,
        ],
      },
      {
        heading: 'Metrics',
        paragraphs: ['Means over users; intervals by resampling users 1,000 times.'],
        table: comparedMetricsTable(comparison),
        charts: [chart(comparison)],
      },
      {
        heading: 'Difference',
        paragraphs: [`${versions[1]} − ${versions[0]}, paired by user; p by the randomization test.`],
        table: differencesTable(differences),
      },
    ],
  };
}

/** Metric, and either snapshot with its interval. */
export function comparedMetricsTable({ versions, metrics, intervals }: SnapshotComparison): ReportTable {
  return {
    columns: [
      { title: 'metric' },
      ...versions.flatMap((version) => [
        { title: version, align: 'right' } as const,
        { title: '95 % interval', align: 'right' } as const,
      ]),
    ],
    rows: Object.keys(metrics[0]).map((name) => [
      name,
      ...metrics.flatMap((ofOne, which) => [figure(ofOne[name]!), interval(intervals[which]![name])]),
    ]),
  };
}

function chart({ versions, metrics, cutoffs }: SnapshotComparison): BarChart {
  const k = cutoffs.includes(20) ? 20 : Math.max(...cutoffs);
  const names = ['recall', 'ndcg', 'precision', 'map', 'mrr', 'hit-rate'].map((name) => `${name}@${k}`);
  return {
    kind: 'bars',
    title: 'Metrics',
    x: 'metric',
    y: 'mean over users',
    categories: names,
    series: versions.map((version, which) => ({ name: version, values: names.map((name) => metrics[which]![name]!) })),
  };
}
