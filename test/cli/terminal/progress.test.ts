import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { progressBar } from '../../../src/cli/terminal/progress-bar.js';
import { progressLog } from '../../../src/cli/terminal/progress-log.js';
import { StatusLine } from '../../../src/cli/terminal/status-line.js';
import { fixedClock } from '../../../src/core/clock.js';
import { silentLogger } from '../../../src/core/log.js';

function terminal(isTTY: boolean): { stream: Writable & { isTTY: boolean; columns: number }; written: string[] } {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString('utf8'));
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY, columns: 100 }), written };
}

describe('progressBar', () => {
  it('shows share, count, figures and the time that is left', () => {
    const { stream, written } = terminal(true);
    const clock = fixedClock(1000);
    const show = progressBar(new StatusLine(stream), clock);
    show({ stage: 'train', done: 0, total: 4, unit: 'epochs' });
    clock.advance(6000);
    show({ stage: 'train', done: 3, total: 4, unit: 'epochs', detail: { loss: 0.5 } });
    const last = written.at(-1);
    expect(last).toContain('train  ██████████████████░░░░░░');
    expect(last).toContain('75 %  3/4 epochs  loss 0.5000  2 s left');
  });

  it('is not redrawn more often than people see, but always at the end', () => {
    const { stream, written } = terminal(true);
    const clock = fixedClock(1000);
    const show = progressBar(new StatusLine(stream), clock);
    for (let done = 0; done <= 1000; done++) show({ stage: 'import', done, total: 1000, unit: 'rows' });
    expect(written).toHaveLength(2);
    expect(written[1]).toContain('100 %');
  });

  it('draws nothing where there is no terminal', () => {
    const { stream, written } = terminal(false);
    progressBar(new StatusLine(stream), fixedClock(0))({ stage: 'train', done: 1, total: 2, unit: 'epochs' });
    expect(written).toEqual([]);
  });
});

describe('progressLog', () => {
  it('logs a long stage every ten seconds and a short one never', () => {
    const lines: string[] = [];
    const clock = fixedClock(0);
    const show = progressLog({ ...silentLogger, info: (_fields, message) => void lines.push(message) }, clock);
    for (let second = 0; second <= 25; second++) {
      show({ stage: 'import', done: second * 1e6, total: 50e6, unit: 'bytes' });
      clock.advance(1000);
    }
    show({ stage: 'export', done: 1, unit: 'users' });
    expect(lines).toEqual(['import: 20 %  10.0 MB/50.0 MB', 'import: 40 %  20.0 MB/50.0 MB']);
  });
});

describe('StatusLine', () => {
  it('writes log lines above what it shows', () => {
    const { stream, written } = terminal(true);
    const status = new StatusLine(stream);
    status.show('bar');
    status.writeAbove('line\n');
    status.clear();
    expect(written.join('').replaceAll('\r\u001b[2K', '<clear>')).toBe('<clear>bar<clear>line\nbar<clear>');
  });
});
