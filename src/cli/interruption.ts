/** Stops a run kindly at the first SIGINT or SIGTERM and at once at the second. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Stops listening. */
  dispose(): void;
}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** `announce` is called at the first signal, so that a person who waits knows why and what a second one does. */
export function listenForInterruption(announce: (signal: NodeJS.Signals) => void): Interruption {
  const controller = new AbortController();
  const dispose = (): void => {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (controller.signal.aborted) {
      // Left to the system: process.exit would wait for a read that never ends. A shell calls it 130 all the same.
      dispose();
      process.kill(process.pid, signal);
      return;
    }
    controller.abort();
    announce(signal);
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return { signal: controller.signal, dispose };
}
