import type { BarChart } from '../report-document.js';
import { AREA, COLORS, coordinate, frame } from './frame.js';
import { linearScale } from './scale.js';

/** Bars side by side, a cluster a category, as SVG. */
export function drawBars(chart: BarChart): string {
  const { categories, series } = chart;
  const y = linearScale(
    series.flatMap(({ values }) => values),
    [AREA.bottom, AREA.top],
    true,
  );
  const slot = (AREA.right - AREA.left) / Math.max(1, categories.length);
  const width = (slot * 0.8) / Math.max(1, series.length);
  const marks = series.flatMap(({ values }, index) =>
    values.map((value, category) => {
      const at = AREA.left + category * slot + slot * 0.1 + index * width;
      const top = y.place(value);
      return `<rect class="f${index % COLORS}" x="${coordinate(at)}" y="${coordinate(top)}" width="${coordinate(width)}" height="${coordinate(AREA.bottom - top)}"/>\n`;
    }),
  );
  const labels = categories.map((name, category): [number, string] => [AREA.left + (category + 0.5) * slot, name]);
  return frame(chart, y, labels, marks.join(''));
}
