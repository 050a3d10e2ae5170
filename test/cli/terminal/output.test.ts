import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { createOutput } from '../../../src/cli/terminal/output.js';

function sink(): { stream: Writable; text(): string } {
  let text = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      text += chunk.toString('utf8');
      done();
    },
  });
  return { stream, text: () => text };
}

const nothing = (): void => undefined;

describe('createOutput', () => {
  it('writes text for people and ends it with a line break', () => {
    const { stream, text } = sink();
    const output = createOutput(stream, false, nothing);
    output.line('first');
    output.result({ ignored: true }, () => 'second\n');
    expect(text()).toBe('first\nsecond\n');
  });

  it('writes one object a line for machines, and no lines for people', () => {
    const { stream, text } = sink();
    const output = createOutput(stream, true, nothing);
    output.line('first');
    output.result({ answer: 42 }, () => 'second');
    output.result({ answer: 43 }, () => 'second');
    expect(text()).toBe('{"answer":42}\n{"answer":43}\n');
  });

  it('takes the progress bar away before it writes', () => {
    const { stream, text } = sink();
    const seen: string[] = [];
    createOutput(stream, false, () => seen.push(text())).line('text');
    expect(seen).toEqual(['']);
  });

  it('goes silent when its reader has gone', () => {
    const { stream, text } = sink();
    const output = createOutput(stream, false, nothing);
    stream.emit('error', Object.assign(new Error('closed'), { code: 'EPIPE' }));
    output.line('nobody reads this');
    expect(text()).toBe('');
  });
});
