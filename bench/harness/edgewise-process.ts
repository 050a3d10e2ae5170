import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

const PROGRAM = 'dist/cli/edgewise.js';

export interface FinishedCommand {
  /** What the command printed with --json. */
  readonly answer: unknown;
  /** From spawn to exit. */
  readonly seconds: number;
}

/** Runs one command of the built CLI to its end. Throws with the last lines of stderr when it fails. */
export async function runEdgewise(words: readonly string[], signal: AbortSignal): Promise<FinishedCommand> {
  const started = performance.now();
  const child = spawnEdgewise(words, signal);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const exitCode = await exitOf(child);
  const seconds = (performance.now() - started) / 1000;
  if (exitCode !== 0) throw new Error(`${words[0]} ended with ${exitCode}: ${stderr().trim().slice(-500)}`);
  return { answer: JSON.parse(stdout()), seconds };
}

/**
 * Starts a command and kills it as `kill -9` does after a while. Returns what it had answered by then; undefined when
 * it had not. Throws when it failed before.
 */
export async function killEdgewiseAfter(
  words: readonly string[],
  milliseconds: number,
  signal: AbortSignal,
): Promise<unknown> {
  const child = spawnEdgewise(words, signal);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
  const exitCode = await exitOf(child);
  clearTimeout(timer);
  if (exitCode !== 0 && exitCode !== null) {
    throw new Error(`${words[0]} ended with ${exitCode}: ${stderr().trim().slice(-500)}`);
  }
  const answer = stdout();
  return answer.endsWith('\n') ? JSON.parse(answer) : undefined;
}

export interface RunningServer {
  readonly url: string;
  /** From spawn to the line that says it is ready. */
  readonly secondsToReady: number;
  stop(): Promise<void>;
}

/** Starts `edgewise serve` on a free port and waits until it says that it is ready. */
export async function startEdgewiseServer(words: readonly string[], signal: AbortSignal): Promise<RunningServer> {
  const started = performance.now();
  const child = spawnEdgewise(['serve', '--port', '0', ...words], signal);
  const stderr = collect(child.stderr);
  const exited = exitOf(child);
  for await (const line of createInterface({ input: child.stdout! })) {
    const { url } = JSON.parse(line) as { url: string };
    const secondsToReady = (performance.now() - started) / 1000;
    const stop = async (): Promise<void> => {
      child.kill('SIGTERM');
      await exited;
    };
    return { url, secondsToReady, stop };
  }
  throw new Error(`serve ended with ${await exited}: ${stderr().trim().slice(-500)}`);
}

function spawnEdgewise(words: readonly string[], signal: AbortSignal): ChildProcess {
  return spawn(process.execPath, [PROGRAM, ...words, '--json'], { signal, stdio: ['ignore', 'pipe', 'pipe'] });
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}

function exitOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
}
