import type { ProgressEvent } from '../../core/progress.js';
import { formatBytes, formatCount, formatFigure } from './format-figures.js';

/** As many figures as fit beside a bar; whoever reports them puts the most telling first. */
const MOST_DETAILS = 3;

/** `45 %  1,200/3,000 rows  loss 0.231`. */
export function describeProgress(event: ProgressEvent): string {
  const amount = (value: number): string => (event.unit === 'bytes' ? formatBytes(value) : formatCount(value));
  const share =
    event.total === undefined || event.total === 0 ? '' : `${Math.floor((event.done / event.total) * 100)} %`;
  const count = event.total === undefined ? amount(event.done) : `${amount(event.done)}/${amount(event.total)}`;
  const unit = event.unit === 'bytes' ? '' : ` ${event.unit}`;
  const details = Object.entries(event.detail ?? {})
    .slice(0, MOST_DETAILS)
    .map(([name, value]) => `${name} ${formatFigure(value)}`);
  return [share, count + unit, ...details].filter(Boolean).join('  ');
}
