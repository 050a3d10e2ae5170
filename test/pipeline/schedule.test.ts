import { describe, expect, it } from '@jest/globals';
import { Random } from '../../src/core/random.js';
import { runContext } from '../../src/core/run-context.js';
import { silentLogger } from '../../src/core/log.js';
import { runOnSchedule, type Schedule } from '../../src/pipeline/schedule.js';

const daily = (pattern: string, rest: Partial<Schedule> = {}): Schedule => ({
  pattern,
  random: Random.fromSeed(1),
  ...rest,
});

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
    await runOnSchedule(daily('0 3 * * *'), job, runContext({ clock: leapingClock(), signal: controller.signal }));
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
    await runOnSchedule(daily('0 3 * * *'), job, runContext({ clock: leapingClock(), signal: controller.signal, log }));
    expect(runs).toBe(2);
    expect(logged).toEqual(['The refresh failed; the schedule goes on.']);
  });

  it('ends at once when interrupted while it waits', async () => {
    const controller = new AbortController();
    const job = (): Promise<void> => Promise.reject(new Error('It must not run.'));
    const ended = runOnSchedule(
      daily('0 3 1 1 *'),
      job,
      runContext({ clock: { now: () => 0 }, signal: controller.signal }),
    );
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
    await expect(runOnSchedule(daily('0 3 * * *'), job, run)).rejects.toThrow('stopped half-way');
  });

  it.each(['nonsense', '99 * * * *', '0 0 30 2 *'])('refuses the pattern "%s"', async (pattern) => {
    const job = (): Promise<void> => Promise.resolve();
    await expect(runOnSchedule(daily(pattern), job, runContext())).rejects.toMatchObject({ code: 'BAD_SETTING' });
  });

  it('refuses a time zone that is none', async () => {
    const job = (): Promise<void> => Promise.resolve();
    const schedule = daily('0 3 * * *', { timeZone: 'Mars/Olympus' });
    await expect(runOnSchedule(schedule, job, runContext())).rejects.toMatchObject({ code: 'BAD_SETTING' });
  });

  it.each([
    ['UTC', Date.UTC(2026, 10, 22, 3)],
    ['Europe/Berlin', Date.UTC(2026, 10, 22, 2)],
    ['America/New_York', Date.UTC(2026, 10, 22, 8)],
  ])('keeps to the clock of a time zone: three in %s', async (timeZone, at) => {
    expect(await firstTime(daily('0 3 * * *', { timeZone }))).toBe(at);
  });

  it('begins later by a draw below the jitter', async () => {
    const at = Date.UTC(2026, 10, 22, 3);
    const times = await Promise.all(
      [1, 2, 3].map((seed) =>
        firstTime(daily('0 3 * * *', { timeZone: 'UTC', jitterSeconds: 60, random: Random.fromSeed(seed) })),
      ),
    );
    expect(times.every((time) => time >= at && time < at + 60_000)).toBe(true);
    expect(new Set(times).size).toBe(3);
  });
});

/** When the first run of a schedule would begin, seen from the first minute of a day. */
async function firstTime(schedule: Schedule): Promise<number> {
  const controller = new AbortController();
  let at = '';
  const log = {
    ...silentLogger,
    info: (fields: object) => {
      at = (fields as { at: string }).at;
      controller.abort();
    },
  };
  const clock = { now: () => Date.UTC(2026, 10, 22) };
  await runOnSchedule(schedule, () => Promise.resolve(), runContext({ clock, log, signal: controller.signal }));
  return Date.parse(at);
}
