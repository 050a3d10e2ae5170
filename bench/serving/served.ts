import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { spawnPinned } from './pinned.js';

const PROGRAM = 'dist/cli/edgewise.js';

/** `edgewise serve` in a process of its own, as it runs for other machines: no introspection, GET closed. */
export interface Served {
  readonly url: string;
  readonly adminUrl: string;
  readonly pid: number;
  /** Lines of the log so far that `keep` kept. */
  readonly lines: readonly LogLine[];
  /** Null while it runs. */
  exitCode(): number | string | null;
  /** Nanoseconds of processor time that its threads have had. */
  processorTime(): number;
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

export interface LogLine {
  readonly level: string;
  readonly msg: string;
  readonly [field: string]: unknown;
}

export interface ServedOptions {
  readonly words: readonly string[];
  readonly signal: AbortSignal;
  readonly port?: number;
  readonly logLevel?: 'info' | 'warn' | 'error';
  readonly keep?: (line: LogLine) => boolean;
  /** Words for Node itself. */
  readonly nodeFlags?: readonly string[];
}

export async function serve({
  words,
  signal,
  port = 0,
  logLevel = 'warn',
  keep,
  nodeFlags = [],
}: ServedOptions): Promise<Served> {
  const flags = ['--port', String(port), '--admin-port', '0', '--introspection', 'off', '--log-format', 'json'];
  const child = spawnPinned(
    [...nodeFlags, PROGRAM, 'serve', ...flags, '--log-level', logLevel, ...words, '--json'],
    signal,
  );
  const lines: LogLine[] = [];
  let last = '';
  createInterface({ input: child.stderr! }).on('line', (text) => {
    last = text;
    const line = parsed(text);
    if (keep?.(line) !== false) lines.push(line);
  });
  const exited = once(child, 'close').catch(() => undefined);
  for await (const text of createInterface({ input: child.stdout! })) {
    const { url, adminUrl, pid } = JSON.parse(text) as { url: string; adminUrl: string; pid: number };
    return {
      url,
      adminUrl,
      pid,
      lines,
      exitCode: () => child.exitCode ?? child.signalCode,
      processorTime: () => processorTime(pid),
      async stop(how = 'SIGTERM') {
        child.kill(how);
        await exited;
      },
    };
  }
  await exited;
  throw new Error(`serve did not start: ${last.slice(-500)}`);
}

/** What is no JSON, such as a warning of node, is kept as its message. */
function parsed(text: string): LogLine {
  try {
    return JSON.parse(text) as LogLine;
  } catch {
    return { level: 'raw', msg: text };
  }
}

/** From /proc, where it is counted to the nanosecond; NaN on other systems. */
function processorTime(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/task`)
      .map((task) => Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]))
      .reduce((sum, nanoseconds) => sum + nanoseconds, 0);
  } catch {
    return Number.NaN;
  }
}
