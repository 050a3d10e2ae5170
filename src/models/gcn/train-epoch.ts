import { setImmediate as nextTurn } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs';
import { throwIfInterrupted } from '../../core/run-context.js';
import { learningRateAt } from './learning-rate.js';
import type { LossAndGradient } from './objective.js';
import type { Phase, TrainingJob } from './phase.js';
import type { Propagation } from './propagation.js';
import { assertFinite, type TrainingState } from './training-state.js';

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

/** One update of the table; returns the loss before it. */
async function trainStep({ state, job, propagation }: Epoch): Promise<number> {
  const { hyperparameters } = job;
  const { table, step } = state.optimizer;
  const { nodes, evaluate } = state.stream.next();
  const { loss, gradient } = tf.tidy(() => {
    const { loss, gradient } = evaluate(propagation.embeddingsAt(table, nodes)); // [n, d]
    const toTable = propagation.gradient(nodes, gradient); // [N, d]
    return withDecay({ loss, gradient: toTable }, table, hyperparameters.l2);
  });
  const scheduledSteps = hyperparameters.epochs * state.stream.batchesPerEpoch;
  state.optimizer.apply(gradient, learningRateAt(step + 1, scheduledSteps, hyperparameters));
  if (state.batches + 1 < state.stream.batchesPerEpoch) state.stream.drawAhead(); // While a GPU still computes.
  const [value] = await loss.data<'float32'>();
  tf.dispose([loss, gradient]);
  assertFinite([value!], step + 1);
  return value!;
}

/** Adds l2 / N · ½‖X0‖² and its slope. */
function withDecay({ loss, gradient }: LossAndGradient, table: tf.Tensor2D, l2: number): LossAndGradient {
  if (l2 === 0) return { loss, gradient };
  const factor = l2 / table.shape[0];
  return {
    loss: loss.add(
      table
        .square()
        .sum()
        .mul(factor / 2),
    ),
    gradient: gradient.add(table.mul(factor)),
  };
}
