import { describe, expect, it } from '@jest/globals';
import { fixedClock, systemClock } from '../../src/core/clock.js';
import { EdgewiseError } from '../../src/core/errors.js';
import { silentLogger } from '../../src/core/log.js';
import type { ProgressEvent } from '../../src/core/progress.js';
import { runContext, throwIfInterrupted } from '../../src/core/run-context.js';

describe('runContext', () => {
  it('is silent, on the system clock and never interrupted unless told otherwise', () => {
    const run = runContext();
    run.log.error({}, 'nobody hears this');
    run.progress({ stage: 'train', done: 1, unit: 'epochs' });
    expect(run.log).toBe(silentLogger);
    expect(run.clock).toBe(systemClock);
    expect(run.signal.aborted).toBe(false);
  });

  it('keeps the parts that it is given', () => {
    const seen: ProgressEvent[] = [];
    const clock = fixedClock(5);
    const run = runContext({ clock, progress: (event) => seen.push(event) });
    run.progress({ stage: 'import', done: 10, unit: 'rows' });
    expect(run.clock.now()).toBe(5);
    expect(seen).toEqual([{ stage: 'import', done: 10, unit: 'rows' }]);
  });

  it('gives every run a signal of its own', () => {
    expect(runContext().signal).not.toBe(runContext().signal);
  });
});

describe('throwIfInterrupted', () => {
  it('lets work go on until the run is interrupted, then throws INTERRUPTED with the hint', () => {
    const controller = new AbortController();
    expect(() => throwIfInterrupted(controller.signal)).not.toThrow();
    controller.abort();
    expect(() => throwIfInterrupted(controller.signal, 'Run again with --resume.')).toThrow(
      new EdgewiseError('INTERRUPTED', 'Run again with --resume.'),
    );
  });
});
