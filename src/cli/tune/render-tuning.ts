import type { Standing } from '../../tune/standings.js';
import type { TuningReport } from '../../tune/tuning-report.js';
import { formatCount, formatFigure, formatSeconds } from '../terminal/format-figures.js';
import { renderTable } from '../terminal/table.js';
import { tunedSettings } from './tuned-file.js';

/** Lines of the table. */
const SHOWN = 10;

/** The best configurations for a terminal, whether the first is better than the defaults, and the settings to keep. */
export function renderTuning(report: TuningReport): string {
  const { metric, standings, trials, seconds, split, counts } = report;
  const folds = `${split.folds} ${split.kind === 'random' ? 'random ' : ''}fold${split.folds === 1 ? '' : 's'}`;
  const how = `${folds} of ${split.kind === 'random' ? '' : 'the last '}${formatFigure(split.share)}`;
  const cost = `${formatCount(trials)} trials of ${formatCount(standings.length)} configurations in ${formatSeconds(seconds * 1000)}; ${how} of ${formatCount(counts.pairs)} pairs`;
  const settings = JSON.stringify(tunedSettings(report), null, 2);
  return `${standingsTable(metric, standings)}\n${verdict(report)}\n${cost}\n\nSettings of the first:\n${settings}\n`;
}

function standingsTable(metric: string, standings: readonly Standing[]): string {
  return renderTable(
    [
      { title: metric, align: 'right' },
      { title: 'folds', align: 'right' },
      { title: 'epochs', align: 'right' },
      { title: 'time', align: 'right' },
      { title: 'settings' },
    ],
    standings
      .slice(0, SHOWN)
      .map(({ figure, folds, epochs, seconds, configuration, isComplete }) => [
        figure.toFixed(4),
        `${folds.length}`,
        epochs === undefined ? '' : `${epochs}`,
        formatSeconds(seconds * 1000),
        `${describe(configuration)}${isComplete ? '' : ' (given up before the end)'}`,
      ]),
  );
}

function describe(configuration: Standing['configuration']): string {
  const settings = Object.entries(configuration).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? `${value.p},${value.q},${value.a}` : value}`,
  );
  return settings.length === 0 ? 'the defaults' : settings.join(', ');
}

function verdict({ standings: [best], gain }: TuningReport): string {
  if (best === undefined) return 'No trial ended in time: give more --minutes.';
  if (!best.isComplete)
    return 'No configuration was trained fully on all folds: these are early figures. --resume with more --minutes.';
  if (Object.keys(best.configuration).length === 0) return 'Nothing that was tried is better than the defaults.';
  if (gain === undefined) return 'The defaults were not tried to the end.';
  const [low, high] = gain.interval;
  const sign = gain.difference < 0 ? '−' : '+';
  const figure = `${sign}${Math.abs(gain.difference).toFixed(4)} over the defaults, 95 % interval ${low.toFixed(4)} … ${high.toFixed(4)}`;
  return low > 0
    ? `${figure}. The best of many is flattered by being the best: judge it once on pairs that no trial saw.`
    : `${figure}: not clearly better than the defaults, which are as good a choice.`;
}
