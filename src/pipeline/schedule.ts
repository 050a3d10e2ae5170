import { setTimeout as delay } from 'node:timers/promises';
import { Cron } from 'croner';
import { EdgewiseError } from '../core/errors.js';
import type { Random } from '../core/random.js';
import type { RunContext } from '../core/run-context.js';

/** Longest that one timer waits: longer ones would overflow, and a machine that slept is noticed sooner. */
const LONGEST_WAIT_MILLISECONDS = 60_000;

export interface Schedule {
  /** Cron: minute hour day month weekday, seconds before them where there are six. */
  readonly pattern: string;
  /** IANA name, e.g. Europe/Berlin; that of the machine when absent. */
  readonly timeZone?: string;
  /** A run begins up to so many seconds after its time, drawn anew, so that many machines do not begin at once. */
  readonly jitterSeconds?: number;
  readonly random: Random;
}

/**
 * Runs a job at the times of a schedule until the run is interrupted. Runs never overlap: times that pass while one
 * runs are skipped. A run that fails is logged and does not end the schedule.
 * Errors: BAD_SETTING for a pattern that cannot be read or never comes, or a time zone that is none.
 */
export async function runOnSchedule(schedule: Schedule, job: () => Promise<void>, run: RunContext): Promise<void> {
  const { jitterSeconds = 0, random } = schedule;
  const next = readPattern(schedule);
  const isInterrupted = (): boolean => run.signal.aborted;
  for (;;) {
    const at = next(run.clock.now()) + Math.floor(random.float() * jitterSeconds * 1000);
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

/** Answers the first time of the schedule after a time, both in milliseconds since 1970. */
function readPattern(schedule: Schedule): (after: number) => number {
  const cron = parsePattern(schedule);
  return (after) => {
    const next = cron.nextRun(new Date(after));
    if (next === null) throw badPattern(schedule.pattern, 'no time to come fits it');
    return next.getTime();
  };
}

function parsePattern({ pattern, timeZone }: Schedule): Cron {
  assertTimeZone(timeZone);
  try {
    return new Cron(pattern, { paused: true, ...(timeZone !== undefined && { timezone: timeZone }) });
  } catch (error) {
    throw badPattern(pattern, error instanceof Error ? error.message : String(error));
  }
}

function assertTimeZone(timeZone: string | undefined): void {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
  } catch (cause) {
    throw new EdgewiseError('BAD_SETTING', `--time-zone is "${timeZone}", which is no time zone known here.`, {
      place: { setting: '--time-zone' },
      cure: 'Use a name such as Europe/Berlin or UTC.',
      cause,
    });
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
