import { drawBars } from './charts/bar-chart.js';
import { drawLines } from './charts/line-chart.js';
import { escapeHtml } from './escape-html.js';
import type { Chart, ReportDocument, ReportSection, ReportTable } from './report-document.js';

/** One file that needs no other: styles within, charts as inline SVG, no script, nothing fetched. */
export function toHtml({ title, sections }: ReportDocument): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>
${STYLE}</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${sections.map(sectionText).join('')}</body>
</html>
`;
}

function sectionText({ heading, paragraphs = [], table, charts = [] }: ReportSection): string {
  return [
    `<section>\n<h2>${escapeHtml(heading)}</h2>\n`,
    ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>\n`),
    ...(charts.length > 0 ? [`<div class="charts">\n${charts.map(drawn).join('')}</div>\n`] : []),
    ...(table === undefined ? [] : [tableText(table)]),
    '</section>\n',
  ].join('');
}

function drawn(chart: Chart): string {
  return chart.kind === 'lines' ? drawLines(chart) : drawBars(chart);
}

function tableText({ columns, rows }: ReportTable): string {
  const cell = (tag: 'th' | 'td', text: string, column: number): string => {
    const align = columns[column]?.align === 'right' ? ' class="right"' : '';
    return `<${tag}${align}>${escapeHtml(text)}</${tag}>`;
  };
  const line = (tag: 'th' | 'td', cells: readonly string[]): string =>
    `<tr>${cells.map((text, column) => cell(tag, text, column)).join('')}</tr>\n`;
  const head = line(
    'th',
    columns.map(({ title }) => title),
  );
  return `<table>\n<thead>\n${head}</thead>\n<tbody>\n${rows.map((row) => line('td', row)).join('')}</tbody>\n</table>\n`;
}

const STYLE = `:root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --rule: #d0d7de; --s0: #0969da; --s1: #bc4c00; --s2: #1a7f37; --s3: #8250df; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --paper: #0d1117; --rule: #30363d; --s0: #58a6ff; --s1: #f0883e; --s2: #3fb950; --s3: #bc8cff; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .8rem; border-bottom: 1px solid var(--rule); text-align: left; }
th.right, td.right { text-align: right; }
.charts { display: flex; flex-wrap: wrap; gap: 1rem; }
figure { margin: 0; }
svg { width: 28rem; max-width: 100%; height: auto; font: 11px system-ui, sans-serif; fill: var(--ink); }
svg .rule { stroke: var(--rule); }
svg .line { fill: none; stroke-width: 2; }
svg .s0 { stroke: var(--s0); } svg .s1 { stroke: var(--s1); } svg .s2 { stroke: var(--s2); } svg .s3 { stroke: var(--s3); }
svg .f0 { fill: var(--s0); } svg .f1 { fill: var(--s1); } svg .f2 { fill: var(--s2); } svg .f3 { fill: var(--s3); }
`;
