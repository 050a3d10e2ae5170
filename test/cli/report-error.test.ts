import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { renderError, toEdgewiseError } from '../../src/cli/report-error.js';
import { paletteFor } from '../../src/cli/terminal/color.js';
import { EdgewiseError } from '../../src/core/errors.js';

const plain = paletteFor(new Writable(), {});
const terminal = Object.assign(new Writable(), { isTTY: true });
const running = new AbortController().signal;
const aborted = AbortSignal.abort();

describe('renderError', () => {
  const error = new EdgewiseError('ROW_COLUMNS', 'Two columns are missing.', {
    place: { file: 'log.csv', line: 7 },
    cure: 'Mend it.',
  });

  it('says code, message, place and cure', () => {
    expect(renderError(error, false, plain)).toBe('ROW_COLUMNS: Two columns are missing. (log.csv:7)\nMend it.\n');
  });

  it('is one JSON object for a machine', () => {
    const text = renderError(error, true, plain);
    expect(text.endsWith('}\n')).toBe(true);
    expect(JSON.parse(text)).toEqual({
      error: {
        code: 'ROW_COLUMNS',
        message: 'Two columns are missing.',
        place: { file: 'log.csv', line: 7 },
        cure: 'Mend it.',
        exitCode: 1,
      },
    });
  });

  it('is colored on a terminal, unless NO_COLOR is set', () => {
    expect(renderError(error, false, paletteFor(terminal, {}))).toContain('\u001b[31mROW_COLUMNS\u001b[39m');
    expect(renderError(error, false, paletteFor(terminal, { NO_COLOR: '1' }))).not.toContain('\u001b');
    expect(renderError(error, false, paletteFor(terminal, { TERM: 'dumb' }))).not.toContain('\u001b');
  });
});

describe('toEdgewiseError', () => {
  it('leaves coded errors alone, also once the run is asked to stop', () => {
    const error = new EdgewiseError('DIVERGED', 'NaN');
    expect(toEdgewiseError(error, aborted)).toBe(error);
  });

  it('calls what broke off in an interrupted run INTERRUPTED', () => {
    expect(toEdgewiseError(new Error('socket hang up'), aborted)).toMatchObject({ code: 'INTERRUPTED', exitCode: 130 });
  });

  it.each(['ENOSPC', 'EDQUOT', 'EFBIG'])('calls %s DISK_FULL, however deep it lies', (code) => {
    const system = Object.assign(new Error('no room'), { code });
    expect(toEdgewiseError(new Error('outer', { cause: system }), running)).toMatchObject({ code: 'DISK_FULL' });
  });

  it('calls anything else INTERNAL', () => {
    expect(toEdgewiseError(new TypeError('x is undefined'), running)).toMatchObject({ code: 'INTERNAL', exitCode: 1 });
    expect(toEdgewiseError('a string', running)).toMatchObject({ code: 'INTERNAL', message: 'a string' });
  });
});
