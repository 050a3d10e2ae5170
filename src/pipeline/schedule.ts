import { setTimeout as delay } from 'node:timers/promises';
import { Cron } from 'croner';
import { EdgewiseError } from '../core/errors.js';
import type { RunContext } from '../core/run-context.js';

/** Longest that one timer waits: longer ones would overflow, and a machine that slept is noticed sooner. */
const LONGEST_WAIT_MILLISECONDS = 60_000;

/**
 * Runs a job at the times of a cron pattern until the run is interrupted. Runs never overlap: times that pass while one
 * runs are skipped. A run that fails is logged and does not end the schedule.
 * Errors: BAD_SETTING for a pattern that cannot be read or never comes.
 */
export async function runOnSchedule(pattern: string, job: () => Promise<void>, run: RunContext): Promise<void> {
  const next = readPattern(pattern);
  const isInterrupted = (): boolean => run.signal.aborted;
  for (;;) {
    const at = next(run.clock.now());
    run.log.info({ at: new Date(at).toISOString() }, 'Waiting for the next refresh.');
    await waitUntil(at, run);
    if (isInterrupted()) return;
    try {
      await job();
    } catch (error) {
      if (isInterrupted()) throw error;
      run.log.error({ err: error }, 'The refresh failed; the schedule goes on.');
    }
  }
}

/** Answers the first time of the pattern after a time, both in milliseconds since 1970. */
function readPattern(pattern: string): (after: number) => number {
  const cron = parsePattern(pattern);
  return (after) => {
    const next = cron.nextRun(new Date(after));
    if (next === null) throw badPattern(pattern, 'no time to come fits it');
    return next.getTime();
  };
}

function parsePattern(pattern: string): Cron {
  try {
    return new Cron(pattern, { paused: true });
  } catch (error) {
    throw badPattern(pattern, error instanceof Error ? error.message : String(error));
  }
}

function badPattern(pattern: string, reason: string): EdgewiseError {
  return new EdgewiseError('BAD_SETTING', `--every is "${pattern}"; ${reason}.`, {
    place: { setting: '--every' },
    cure: 'Use a cron pattern: minute hour day month weekday, e.g. "0 3 * * *" for every night at three.',
  });
}

async function waitUntil(at: number, run: RunContext): Promise<void> {
  while (!run.signal.aborted && run.clock.now() < at) {
    const wait = Math.min(at - run.clock.now(), LONGEST_WAIT_MILLISECONDS);
    await delay(wait, undefined, { signal: run.signal }).catch(() => undefined); // aborted: the loop ends
  }
}
