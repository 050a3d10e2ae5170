import { setImmediate as nextTurn } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs';
import { throwIfInterrupted } from '../../core/run-context.js';
import type { SparseOperand } from '../../engine/sparse-operand.js';
import { learningRateAt } from './learning-rate.js';
import type { LossAndGradient, Objective } from './objective.js';
import type { Phase, TrainingJob } from './phase.js';
import { meanOfLayers } from './propagation.js';
import { assertFinite, type TrainingState } from './training-state.js';

export interface Epoch {
  readonly state: TrainingState;
  readonly phase: Phase;
  readonly job: TrainingJob;
  readonly adjacency: SparseOperand;
  readonly objective: Objective;
}

/**
 * Takes the steps that the current epoch still lacks, giving way to signals between them.
 * Errors: INTERRUPTED between steps; DIVERGED at the first loss that is not finite.
 */
export async function trainEpoch(epoch: Epoch): Promise<void> {
  const { state, phase, job } = epoch;
  const steps = state.order.batchesPerEpoch;
  while (state.batches < steps) {
    throwIfInterrupted(job.run.signal, `Training was interrupted in epoch ${state.epochs + 1}.`);
    const started = performance.now();
    const loss = trainStep(epoch);
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
function trainStep({ state, job, adjacency, objective }: Epoch): number {
  const { hyperparameters } = job;
  const { table, step } = state.optimizer;
  const batch = state.order.next();
  const { loss, gradient } = tf.tidy(() => {
    const embeddings = meanOfLayers(adjacency, table, hyperparameters.layers); // [N, d]
    const { loss, gradient } = objective.evaluate(embeddings, batch, state.negatives);
    const toTable = meanOfLayers(adjacency, gradient, hyperparameters.layers); // [N, d]
    return withDecay({ loss, gradient: toTable }, table, hyperparameters.l2);
  });
  const value = loss.dataSync<'float32'>()[0]!;
  assertFinite([value], step + 1);
  const scheduledSteps = hyperparameters.epochs * state.order.batchesPerEpoch;
  state.optimizer.apply(gradient, learningRateAt(step + 1, scheduledSteps, hyperparameters));
  tf.dispose([loss, gradient]);
  return value;
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
