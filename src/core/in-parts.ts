import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Does work over [0, length) in runs of at most `part`, and lets the event loop have its turn before each but the first:
 * a process that serves requests must not be held up by what it prepares.
 */
export async function inParts(length: number, part: number, work: (start: number, end: number) => void): Promise<void> {
  for (let start = 0; start < length; start += part) {
    if (start > 0) await nextTurn();
    work(start, Math.min(start + part, length));
  }
}
