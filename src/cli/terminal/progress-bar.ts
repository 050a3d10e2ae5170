import type { Clock } from '../../core/clock.js';
import type { ProgressEvent, ProgressListener } from '../../core/progress.js';
import { describeProgress } from './describe-progress.js';
import type { StatusLine } from './status-line.js';

const REDRAW_MILLISECONDS = 80;
const BAR_CELLS = 24;

/** Shows a long job as a bar on the terminal's status line. */
export function progressBar(status: StatusLine, clock: Clock): ProgressListener {
  let stage = '';
  let startedAt = 0;
  let drawnAt = 0;
  return (event) => {
    const now = clock.now();
    if (event.stage !== stage) {
      stage = event.stage;
      startedAt = now;
      drawnAt = 0;
    }
    const complete = event.total !== undefined && event.done >= event.total;
    if (!complete && now - drawnAt < REDRAW_MILLISECONDS) return;
    drawnAt = now;
    const line = [event.stage, bar(event), describeProgress(event), remaining(event, now - startedAt)];
    status.show(line.filter(Boolean).join('  ').slice(0, status.width));
  };
}

function bar(event: ProgressEvent): string {
  if (event.total === undefined || event.total === 0) return '';
  const filled = Math.round(Math.min(1, event.done / event.total) * BAR_CELLS);
  return '█'.repeat(filled) + '░'.repeat(BAR_CELLS - filled);
}

/** Linear extrapolation; nothing before a second has passed, for the first steps are no guide. */
function remaining(event: ProgressEvent, elapsed: number): string {
  if (event.total === undefined || event.done === 0 || elapsed < 1000 || event.done >= event.total) return '';
  const seconds = Math.ceil(((event.total - event.done) / event.done) * (elapsed / 1000));
  return seconds < 60 ? `${seconds} s left` : `${Math.ceil(seconds / 60)} min left`;
}
