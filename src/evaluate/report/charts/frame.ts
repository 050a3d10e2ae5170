import { escapeHtml } from '../escape-html.js';
import type { Chart } from '../report-document.js';
import type { Scale } from './scale.js';

/** Where a chart's marks go, in units of the drawing. */
export const AREA = { width: 460, height: 260, left: 58, right: 448, top: 30, bottom: 204 } as const;

/** Colors that the page's style has: `s0`, `f0` … */
export const COLORS = 4;

/** A chart as SVG: title, axes, legend, and the marks that it is given. Marks are markup, made of numbers alone. */
export function frame(chart: Chart, y: Scale, xLabels: readonly (readonly [number, string])[], marks: string): string {
  const { width, height, left, right, top, bottom } = AREA;
  const text = (x: number, at: number, anchor: string, content: string): string =>
    `<text x="${coordinate(x)}" y="${coordinate(at)}" text-anchor="${anchor}">${escapeHtml(content)}</text>\n`;
  const rules = y.ticks.map((tick) => {
    const at = coordinate(y.place(tick));
    return (
      `<line class="rule" x1="${left}" x2="${right}" y1="${at}" y2="${at}"/>\n` +
      text(left - 6, y.place(tick) + 4, 'end', String(tick))
    );
  });
  const labels = xLabels.map(([x, label]) => text(x, bottom + 16, 'middle', label));
  const legend = chart.series.map(({ name }, index) => {
    const x = left + index * ((right - left) / chart.series.length);
    return `<rect class="f${index % COLORS}" x="${coordinate(x)}" y="${height - 16}" width="10" height="10"/>\n${text(x + 15, height - 7, 'start', name)}`;
  });
  return [
    `<figure><svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(chart.title)}">\n`,
    text(left, top - 14, 'start', `${chart.title}: ${chart.y}`),
    ...rules,
    ...labels,
    text((left + right) / 2, bottom + 32, 'middle', chart.x),
    marks,
    ...legend,
    '</svg></figure>\n',
  ].join('');
}

/** Two digits are finer than a pixel. */
export function coordinate(value: number): string {
  return String(Math.round(value * 100) / 100);
}
