import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfInterrupted } from '../../core/run-context.js';
import type { Phase, TrainingJob } from './phase.js';
import type { Propagation } from './propagation.js';
import { trainStep } from './train-step.js';
import type { TrainingState } from './training-state.js';

export interface Epoch {
  readonly state: TrainingState;
  readonly phase: Phase;
  readonly job: TrainingJob;
  readonly propagation: Propagation;
}

/**
 * Takes the steps that the current epoch still lacks, giving way to signals between them.
 * Errors: INTERRUPTED between steps; DIVERGED at the first loss that is not finite.
 */
export async function trainEpoch(epoch: Epoch): Promise<void> {
  const { state, phase, job } = epoch;
  const steps = state.stream.batchesPerEpoch;
  while (state.batches < steps) {
    throwIfInterrupted(job.run.signal, `Training was interrupted in epoch ${state.epochs + 1}.`);
    const started = performance.now();
    const loss = await trainStep(epoch);
    const milliseconds = performance.now() - started;
    job.stepTimes.push(milliseconds);
    state.batches++;
    state.lossSum += loss;
    state.seconds += milliseconds / 1000;
    job.run.progress({
      stage: phase.name === 'refit' ? 'refit' : 'train',
      done: state.epochs * steps + state.batches,
      total: phase.epochs * steps,
      unit: 'steps',
      detail: { epoch: state.epochs + 1, loss: state.lossSum / state.batches, ...state.history.at(-1)?.metrics },
    });
    await nextTurn();
  }
}
