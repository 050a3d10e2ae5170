import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Servers run on the first core, whoever loads them on the others, where the system can keep them apart. */
const SERVER_CORE = 0;
const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** What a note on a figure says of it. */
export const PINNING = canPin ? 'one core for the server, another for the load' : 'cores not kept apart';

/** Starts a Node program on the core of the servers. */
export function spawnPinned(words: readonly string[], signal: AbortSignal): ChildProcess {
  const [command, ...prefix] = canPin ? ['taskset', '-c', String(SERVER_CORE), process.execPath] : [process.execPath];
  return spawn(command, [...prefix, ...words], { signal, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Keeps this process, which makes the load, off the core of the servers until the returned function is called. */
export function leaveServerCore(): () => void {
  if (!canPin) return () => undefined;
  const all = `0-${availableParallelism() - 1}`;
  pinSelf(`${SERVER_CORE + 1}-${availableParallelism() - 1}`);
  return () => pinSelf(all);
}

function pinSelf(cores: string): void {
  spawnSync('taskset', ['-a', '-c', '-p', cores, String(process.pid)]);
}
