import { Writable } from 'node:stream';
import { tmpdir } from 'node:os';
import { main } from '../../src/cli/main.js';
import type { Environment } from '../../src/config/environment.js';

export interface MainResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in this process, with streams that only collect. */
export async function runMain(words: readonly string[], environment: Environment = {}): Promise<MainResult> {
  const stdout = collector();
  const stderr = collector();
  const exitCode = await main(words, {
    stdout,
    stderr,
    environment,
    workingDirectory: tmpdir(),
    signal: new AbortController().signal,
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text() };
}

function collector(): Writable & { text(): string } {
  let collected = '';
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      collected += chunk.toString('utf8');
      done();
    },
  });
  return Object.assign(stream, { text: () => collected });
}
