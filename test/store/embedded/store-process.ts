import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const LOADER = join(import.meta.dirname, '../../../scripts/typescript.mjs');

/** A program of this folder in a process of its own. */
export interface StoreProcess {
  readonly child: ChildProcess;
  /** The lines printed so far. */
  readonly lines: readonly string[];
  /** Resolves with the next line; fails when the process ends before. */
  nextLine(): Promise<string>;
  /** Resolves once the process is gone, with its exit code. */
  readonly exited: Promise<number | null>;
}

export function startStoreProcess(program: string, ...words: string[]): StoreProcess {
  const path = join(import.meta.dirname, program);
  const child = spawn(process.execPath, ['--import', LOADER, path, ...words], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  const exited = once(child, 'exit').then(([code]) => code as number | null);
  return {
    child,
    lines,
    exited,
    async nextLine() {
      const ended = exited.then((code) => {
        throw new Error(`${program} ended with ${code} before it said more than: ${lines.join(', ')}`);
      });
      const [line] = (await Promise.race([once(reader, 'line'), ended])) as [string];
      return line;
    },
  };
}

export async function kill(started: StoreProcess): Promise<void> {
  started.child.kill('SIGKILL');
  await started.exited;
}
