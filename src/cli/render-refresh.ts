import type { RefreshReport } from '../pipeline/refresh/refresh-report.js';
import { formatCount, formatFigure, formatSeconds } from './terminal/format-figures.js';
import { renderTable } from './terminal/table.js';

const HEADLINES: Readonly<Record<RefreshReport['outcome'], (version: string) => string>> = {
  published: (version) => `Published ${version}.`,
  refused: (version) => `Kept ${version}; what was served stays.`,
  unchanged: (version) => `Nothing changed since ${version}.`,
  failed: () => 'The refresh failed; what was served stays.',
};

/** A report for people. */
export function renderRefresh(report: RefreshReport): string {
  const { outcome, version = '', start, counts, comparison, writeBack, epochs, changedShare } = report;
  const rows: (readonly string[] | undefined)[] = [
    report.export && ['export', `${report.export.kind}, ${formatCount(report.export.usersRead)} users read`],
    changedShare === undefined ? undefined : ['changed', `${(changedShare * 100).toFixed(2)} %`],
    counts && ['users', formatCount(counts.users)],
    counts && ['items', formatCount(counts.items)],
    counts && ['pairs', formatCount(counts.interactions)],
    start === undefined ? undefined : ['training', `${start}${epochs === undefined ? '' : `, ${epochs} epochs`}`],
    comparison && [`${comparison.metric}, new`, formatFigure(comparison.candidate)],
    comparison && [`${comparison.metric}, served`, formatFigure(comparison.served)],
    writeBack && ['vectors', formatCount(writeBack.users + writeBack.items)],
    ...Object.entries(report.stages).map(([stage, seconds]) => [stage, formatSeconds(seconds * 1000)]),
    ['time', formatSeconds(report.seconds * 1000)],
  ];
  const table = renderTable(
    [{ title: '' }, { title: '', align: 'right' }],
    rows.filter((row) => row !== undefined),
  );
  return `${HEADLINES[outcome](version)}\n${table.trimStart()}`;
}
