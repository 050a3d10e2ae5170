import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { paletteFor } from '../../../src/cli/terminal/color.js';
import { createLogger } from '../../../src/cli/terminal/create-logger.js';
import { StatusLine } from '../../../src/cli/terminal/status-line.js';

function collect(isTTY: boolean): { stream: Writable & { isTTY: boolean }; text(): string } {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString('utf8');
      done();
    },
  });
  return { stream: Object.assign(stream, { isTTY }), text: () => text };
}

function logged(isTTY: boolean, format: 'auto' | 'text' | 'json', level: 'info' | 'warn' = 'info'): string {
  const { stream, text } = collect(isTTY);
  const log = createLogger(new StatusLine(stream), paletteFor(stream, { NO_COLOR: '1' }), { level, format });
  log.info({ rows: 12, share: 0.123456789, path: 'a b' }, 'Read.');
  return text();
}

describe('createLogger', () => {
  it('writes JSON where there is no terminal', () => {
    expect(JSON.parse(logged(false, 'auto'))).toMatchObject({
      level: 'info',
      msg: 'Read.',
      rows: 12,
      share: 0.123456789,
    });
  });

  it('writes text on a terminal, figures to six digits', () => {
    expect(logged(true, 'auto')).toMatch(/^\d\d:\d\d:\d\d info {2}Read\. {2}rows=12 share=0\.123457 path="a b"\n$/);
  });

  it('writes what was asked for, wherever it goes', () => {
    expect(logged(true, 'json')).toContain('"msg":"Read."');
    expect(logged(false, 'text')).toContain('Read.  rows=12');
  });

  it('leaves out what is less important than the level', () => {
    expect(logged(false, 'auto', 'warn')).toBe('');
  });
});
