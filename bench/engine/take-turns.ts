import { median } from '../harness/median.js';
import type { SteppingProcess } from './stepping-process.js';

export interface Turns {
  readonly rounds: number;
  /** Steps of each process in a round. */
  readonly steps: number;
}

/** Median milliseconds of a step of each process, in their order: they take turns, so that all meet the same machine. */
export async function takeTurns(
  processes: readonly SteppingProcess[],
  { rounds, steps }: Turns,
  signal: AbortSignal,
): Promise<number[]> {
  const times = processes.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [place, stepping] of processes.entries()) {
      signal.throwIfAborted();
      times[place]!.push(...(await stepping.take(steps)));
    }
  }
  return times.map(median);
}
