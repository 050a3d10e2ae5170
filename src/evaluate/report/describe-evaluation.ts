import type { Evaluation } from '../evaluate-seeds.js';
import type { GroupFigures } from '../group-figures.js';
import { describeFidelity } from './describe-fidelity.js';
import { describeTraining } from './describe-training.js';
import { chance, count, figure, interval, range, signed } from './format-figures.js';
import type { BarChart, LineChart, ReportDocument, ReportSection, ReportTable } from './report-document.js';

/** What an evaluation has to say, in the order of what a reader asks: how, how good, for whom, at what cost. */
export function describeEvaluation(evaluation: Evaluation): ReportDocument {
  return {
    title: `Evaluation of ${evaluation.model}`,
    sections: [
      { heading: 'Protocol', paragraphs: protocol(evaluation) },
      { heading: 'Metrics', paragraphs: [metricsNote(evaluation)], table: metricsTable(evaluation) },
      {
        heading: 'Against popularity',
        paragraphs: ['Model − popularity, paired by user; p by the randomization test.'],
        table: differencesTable(evaluation.againstPopularity),
      },
      ...groups(evaluation),
      ...exposureSection(evaluation),
      ...(evaluation.fidelity === undefined ? [] : describeFidelity(evaluation.fidelity)),
      describeTraining(evaluation),
      ...seedsSection(evaluation),
      { heading: 'Hyperparameters', table: hyperparameters(evaluation) },
    ],
  };
}

/** Metric, model, its interval (of several seeds its deviation), popularity. */
export function metricsTable(evaluation: Evaluation): ReportTable {
  const { model, metrics, popularity, intervals, deviations, seeds } = evaluation;
  const isOne = seeds.length === 1;
  return {
    columns: [
      { title: 'metric' },
      { title: model, align: 'right' },
      { title: isOne ? '95 % interval' : `deviation over ${seeds.length} seeds`, align: 'right' },
      { title: 'popularity', align: 'right' },
    ],
    rows: Object.entries(metrics).map(([name, value]) => [
      name,
      figure(value),
      isOne ? interval(intervals[name]) : figure(deviations[name]!),
      figure(popularity[name]!),
    ]),
  };
}

/** Metric, difference, its interval, p, users served differently. */
export function differencesTable(differences: Evaluation['againstPopularity']): ReportTable {
  return {
    columns: [
      { title: 'metric' },
      { title: 'difference', align: 'right' },
      { title: '95 % interval', align: 'right' },
      { title: 'p', align: 'right' },
      { title: 'users who differ', align: 'right' },
    ],
    rows: Object.entries(differences).map(([name, { difference, interval: bounds, p, users }]) => [
      name,
      signed(difference),
      interval(bounds),
      chance(p),
      count(users),
    ]),
  };
}

function protocol({ protocol: { split, targetBehavior, sampled }, counts, seeds }: Evaluation): string[] {
  const { kind, share, cut, told } = split;
  const how = {
    files: 'Two files: one to learn from, one to judge by.',
    random: `Held out: a random ${percent(share)} of each user's items.`,
    'new-items': `Held out: a random ${percent(share)} of the items, with all that was done with them.`,
    'new-users': `Held out: a random ${percent(share)} of the users with ${count(2 * (told ?? 0))} items or more, of whom training sees nothing. The first ${count(told ?? 0)} items of each are told after it, she is ranked for by fold-in, and judged by the others.`,
    'last-share': `Held out: the last ${percent(share)} of each user's items.`,
    'leave-last-out': "Held out: each user's last item.",
    temporal:
      cut === undefined
        ? `Held out: what happened in the last ${percent(share)} of the events.`
        : `Held out: what happened from ${new Date(cut).toISOString()} on.`,
  }[kind];
  const ranking =
    sampled === undefined
      ? `Every item of the catalog is ranked but for those that ${told === undefined ? 'the user has in training' : 'are told of the user'}.`
      : `Sampled metrics: held-out items are ranked among ${count(sampled)} random others only. They may order models otherwise than full ranking does (Krichene & Rendle, KDD 2020).`;
  const sizes = `${count(counts.train)} pairs of ${count(counts.users)} users and ${count(counts.items)} items to learn from, ${count(counts.heldOut)} pairs of ${count(counts.evaluatedUsers)} users to judge by.`;
  const target = targetBehavior === undefined ? [] : [`Of these, judged by: what has the behavior ${targetBehavior}.`];
  return [how ?? kind, ...target, ranking, sizes, `Seed${seeds.length > 1 ? 's' : ''} ${seeds.join(', ')}.`];
}

function percent(share: number | undefined): string {
  return `${figure(100 * (share ?? 0)).replace(/\.?0+$/, '')} %`;
}

function metricsNote({ seeds }: Evaluation): string {
  return seeds.length === 1
    ? 'Means over users; intervals by resampling users 1,000 times. They say nothing of another seed.'
    : 'Means over seeds, with the standard deviation over seeds.';
}

function groups({ groups: { k, activity, popularity }, model }: Evaluation): ReportSection[] {
  const section = (heading: string, kind: string, of: readonly GroupFigures[]): ReportSection => {
    const categories = of.map(range);
    const chart: BarChart = {
      kind: 'bars',
      title: heading,
      x: kind,
      y: `recall@${k}`,
      categories,
      series: [
        { name: model, values: of.map(({ recall }) => recall) },
        { name: 'popularity', values: of.map(({ popularityRecall }) => popularityRecall) },
      ],
    };
    const titles = [kind, 'in the group', 'users judged', model, 'popularity'];
    const table: ReportTable = {
      columns: titles.map((title, place) => (place === 0 ? { title } : { title, align: 'right' })),
      rows: of.map((group) => [
        range(group),
        count(group.size),
        count(group.users),
        figure(group.recall),
        figure(group.popularityRecall),
      ]),
    };
    return { heading, table, charts: [chart] };
  };
  return [
    section(`Recall@${k} by what users did in training`, 'items of the user', activity),
    section(`Recall@${k} by how popular items were in training`, 'users of the item', popularity),
  ];
}

function exposureSection({ exposure, model }: Evaluation): ReportSection[] {
  if (exposure === undefined) return [];
  const pointsOf = (curve: readonly number[]) =>
    curve.map((share, place): [number, number] => [place / (curve.length - 1), share]);
  const chart: LineChart = {
    kind: 'lines',
    title: 'Exposure',
    x: 'share of the catalog, most shown items first',
    y: `share of the first ${exposure.k} places`,
    series: [
      { name: model, points: pointsOf(exposure.model) },
      { name: 'popularity', points: pointsOf(exposure.popularity) },
    ],
  };
  const shown = exposure.model.map((_, place) => place).filter((place) => [1, 2, 4, 10].includes(place));
  return [
    {
      heading: `Who is shown in the first ${exposure.k} places`,
      table: {
        columns: [
          { title: 'most shown share of the catalog' },
          { title: model, align: 'right' },
          { title: 'popularity', align: 'right' },
        ],
        rows: shown.map((place) => [
          percent(place / (exposure.model.length - 1)),
          figure(exposure.model[place]!),
          figure(exposure.popularity[place]!),
        ]),
      },
      charts: [chart],
    },
  ];
}

function seedsSection({ runs, protocol: { cutoffs } }: Evaluation): ReportSection[] {
  if (runs.length === 1) return [];
  const k = cutoffs.includes(20) ? 20 : Math.max(...cutoffs);
  const titles = ['seed', `recall@${k}`, `ndcg@${k}`, 'kept epoch', 'training seconds'];
  return [
    {
      heading: 'Seeds',
      table: {
        columns: titles.map((title) => ({ title, align: 'right' })),
        rows: runs.map(({ seed, metrics, bestEpoch, seconds }) => [
          String(seed),
          figure(metrics[`recall@${k}`]!),
          figure(metrics[`ndcg@${k}`]!),
          count(bestEpoch),
          figure(seconds.training),
        ]),
      },
    },
  ];
}

function hyperparameters({ hyperparameters: values }: Evaluation): ReportTable {
  return {
    columns: [{ title: 'hyperparameter' }, { title: 'value', align: 'right' }],
    rows: Object.entries(values).map(([name, value]) => [name, String(value)]),
  };
}
