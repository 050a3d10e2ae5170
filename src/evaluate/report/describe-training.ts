import type { Evaluation } from '../evaluate-seeds.js';
import { count, figure } from './format-figures.js';
import type { LineChart, ReportSection } from './report-document.js';

/** What training cost and how it went, epoch by epoch. */
export function describeTraining({
  history,
  bestEpoch,
  choice,
  seconds,
  stepMilliseconds,
  peakRss,
}: Evaluation): ReportSection {
  const cost = `${figure(seconds.training)} s of training, ${figure(seconds.ranking)} s of ranking, largest memory ${figure(peakRss / 1e6)} MB.`;
  if (history.length === 0) return { heading: 'Training', paragraphs: [cost, ...chosen(choice)] };
  const phases = [...new Set(history.map(({ phase }) => phase))];
  const metrics = [...new Set(history.flatMap((epoch) => Object.keys(epoch.metrics ?? {})))].filter((name) =>
    /^(recall|ndcg)@/.test(name),
  );
  const loss: LineChart = {
    kind: 'lines',
    title: 'Loss',
    x: 'epoch',
    y: 'loss',
    series: phases.map((phase) => ({
      name: phase,
      points: history.filter((one) => one.phase === phase).map((one) => [one.epoch, one.loss] as const),
    })),
  };
  const validated = history.filter((one) => one.metrics !== undefined);
  const validation: LineChart = {
    kind: 'lines',
    title: 'On validation edges',
    x: 'epoch',
    y: 'metric',
    series: metrics.map((name) => ({
      name,
      points: validated.map((one) => [one.epoch, one.metrics![name]!] as const),
    })),
  };
  return {
    heading: 'Training',
    paragraphs: [`${cost} ${figure(stepMilliseconds)} ms a step; epoch ${bestEpoch} was kept.`, ...chosen(choice)],
    table: {
      columns: ['phase', 'epoch', 'loss', ...metrics, 'seconds'].map((title, place) =>
        place === 0 ? { title } : { title, align: 'right' },
      ),
      rows: history.map((one) => [
        one.phase,
        count(one.epoch),
        figure(one.loss),
        ...metrics.map((name) => (one.metrics?.[name] === undefined ? '' : figure(one.metrics[name]))),
        figure(one.seconds),
      ]),
    },
    charts: validated.length > 0 ? [loss, validation] : [loss],
  };
}

/** `Chosen …: weight 0.25, p 0.45.`, where anything was. */
function chosen(choice: Evaluation['choice']): string[] {
  const values = Object.entries(choice).map(([name, value]) => `${name} ${value}`);
  return values.length === 0 ? [] : [`Chosen on validation edges or declared: ${values.join(', ')}.`];
}
