import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A program that prints `{"ready": "what it is"}` and then `{"ms": …}` after each step, until it is killed. */
export interface SteppingProcess {
  /** What it said it is. */
  readonly about: string;
  /** Goes on for `steps` steps, then stands still; milliseconds of each. */
  take(steps: number): Promise<number[]>;
  end(): void;
}

/**
 * Starts one and lets it stand still once it is ready: stopped by SIGSTOP, so that what takes turns with it has the
 * machine to itself. Rejects with the last lines of stderr when it ends.
 */
export async function startStepping(
  command: string,
  words: readonly string[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<SteppingProcess> {
  const child = spawn(command, words, { stdio: ['ignore', 'pipe', 'pipe'], env: environment });
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr = (stderr + chunk).slice(-600)));
  const lines = lineQueue(child);
  const ended = new Promise<never>((_, reject) => {
    child.once('error', reject);
    child.once('close', (code) => reject(new Error(`${command} ended with ${code}: ${stderr.trim()}`)));
  });
  ended.catch(() => undefined); // Who waits for a line hears of it.
  const next = (): Promise<{ ready?: string; ms?: number }> => Promise.race([lines.next(), ended]);
  const about = (await next()).ready ?? '';
  child.kill('SIGSTOP');
  return {
    about,
    async take(steps) {
      child.kill('SIGCONT');
      lines.clear();
      await next(); // It was stopped within this one.
      const times: number[] = [];
      while (times.length < steps) times.push((await next()).ms!);
      child.kill('SIGSTOP');
      return times;
    },
    end: () => child.kill('SIGKILL'),
  };
}

interface LineQueue {
  next(): Promise<{ ready?: string; ms?: number }>;
  /** Forgets lines that came while nobody waited. */
  clear(): void;
}

function lineQueue(child: ChildProcess): LineQueue {
  const waiting: ((line: object) => void)[] = [];
  let arrived: object[] = [];
  createInterface({ input: child.stdout! }).on('line', (text) => {
    if (!text.startsWith('{')) return;
    const line = JSON.parse(text) as object;
    const receiver = waiting.shift();
    if (receiver === undefined) arrived.push(line);
    else receiver(line);
  });
  return {
    next: () =>
      new Promise((resolve) => {
        const line = arrived.shift();
        if (line === undefined) waiting.push(resolve);
        else resolve(line);
      }),
    clear: () => {
      arrived = [];
    },
  };
}
