import type { LineChart } from '../report-document.js';
import { AREA, COLORS, coordinate, frame } from './frame.js';
import { linearScale } from './scale.js';

/** Lines over a common axis, as SVG; points that are not finite are left out. */
export function drawLines(chart: LineChart): string {
  const points = chart.series.flatMap((series) => series.points);
  const x = linearScale(
    points.map(([value]) => value),
    [AREA.left, AREA.right],
    false,
  );
  const y = linearScale(
    points.map(([, value]) => value),
    [AREA.bottom, AREA.top],
    false,
  );
  const marks = chart.series.map(({ points: own }, index) => {
    const places = own
      .filter(([, value]) => Number.isFinite(value))
      .map(([across, up]) => `${coordinate(x.place(across))},${coordinate(y.place(up))}`);
    return `<polyline class="line s${index % COLORS}" points="${places.join(' ')}"/>\n`;
  });
  const labels = x.ticks.map((tick): [number, string] => [x.place(tick), String(tick)]);
  return frame(chart, y, labels, marks.join(''));
}
