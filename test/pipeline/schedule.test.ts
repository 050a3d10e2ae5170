import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../src/core/run-context.js';
import { silentLogger } from '../../src/core/log.js';
import { runOnSchedule } from '../../src/pipeline/schedule.js';

const DAY = 24 * 60 * 60 * 1000;

/** A clock that leaps a day whenever it is read, so that every time of a daily pattern has come. */
function leapingClock(): { now(): number } {
  let now = Date.UTC(2026, 10, 22);
  return { now: () => (now += DAY) };
}

describe('runOnSchedule', () => {
  it('runs the job again and again until interrupted, one at a time', async () => {
    const controller = new AbortController();
    let running = 0;
    let runs = 0;
    const job = async (): Promise<void> => {
      expect(++running).toBe(1);
      await Promise.resolve();
      running--;
      if (++runs === 3) controller.abort();
    };
    await runOnSchedule('0 3 * * *', job, runContext({ clock: leapingClock(), signal: controller.signal }));
    expect(runs).toBe(3);
  });

  it('logs a run that fails and goes on', async () => {
    const controller = new AbortController();
    const logged: string[] = [];
    const log = { ...silentLogger, error: (_fields: object, message: string) => void logged.push(message) };
    let runs = 0;
    const job = async (): Promise<void> => {
      if (++runs === 1) throw new Error('no luck');
      controller.abort();
    };
    await runOnSchedule('0 3 * * *', job, runContext({ clock: leapingClock(), signal: controller.signal, log }));
    expect(runs).toBe(2);
    expect(logged).toEqual(['The refresh failed; the schedule goes on.']);
  });

  it('ends at once when interrupted while it waits', async () => {
    const controller = new AbortController();
    const job = (): Promise<void> => Promise.reject(new Error('It must not run.'));
    const ended = runOnSchedule('0 3 1 1 *', job, runContext({ clock: { now: () => 0 }, signal: controller.signal }));
    controller.abort();
    await expect(ended).resolves.toBeUndefined();
  });

  it('passes on what an interrupted run says', async () => {
    const controller = new AbortController();
    const job = async (): Promise<void> => {
      controller.abort();
      throw new Error('stopped half-way');
    };
    const run = runContext({ clock: leapingClock(), signal: controller.signal });
    await expect(runOnSchedule('0 3 * * *', job, run)).rejects.toThrow('stopped half-way');
  });

  it.each(['nonsense', '99 * * * *', '0 0 30 2 *'])('refuses the pattern "%s"', async (pattern) => {
    const job = (): Promise<void> => Promise.resolve();
    await expect(runOnSchedule(pattern, job, runContext())).rejects.toMatchObject({ code: 'BAD_SETTING' });
  });
});
