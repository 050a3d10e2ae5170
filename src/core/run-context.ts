import { systemClock, type Clock } from './clock.js';
import { EdgewiseError } from './errors.js';
import { silentLogger, type Logger } from './log.js';
import { noProgress, type ProgressListener } from './progress.js';

/** What every long job is handed: how to log, show progress, tell the time and be interrupted. */
export interface RunContext {
  readonly log: Logger;
  readonly progress: ProgressListener;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

export function runContext(parts: Partial<RunContext> = {}): RunContext {
  return {
    log: parts.log ?? silentLogger,
    progress: parts.progress ?? noProgress,
    clock: parts.clock ?? systemClock,
    signal: parts.signal ?? new AbortController().signal,
  };
}

/** Throws INTERRUPTED once the run was asked to stop; called between units of work. */
export function throwIfInterrupted(signal: AbortSignal, hint = 'Interrupted.'): void {
  if (signal.aborted) throw new EdgewiseError('INTERRUPTED', hint);
}
