import type { Clock } from '../../core/clock.js';
import type { Logger } from '../../core/log.js';
import type { ProgressListener } from '../../core/progress.js';
import { describeProgress } from './describe-progress.js';

const LOG_MILLISECONDS = 10_000;

/** Shows a long job as an occasional log line, where there is no terminal to draw on. */
export function progressLog(log: Logger, clock: Clock): ProgressListener {
  let stage = '';
  let loggedAt = 0;
  return (event) => {
    const now = clock.now();
    if (event.stage !== stage) {
      stage = event.stage;
      loggedAt = now;
      return;
    }
    if (now - loggedAt < LOG_MILLISECONDS) return;
    loggedAt = now;
    log.info({ stage, done: event.done, total: event.total, unit: event.unit }, `${stage}: ${describeProgress(event)}`);
  };
}
