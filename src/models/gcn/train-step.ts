import * as tf from '@tensorflow/tfjs';
import { withDecay } from './decay.js';
import { learningRateAt } from './learning-rate.js';
import type { TrainingJob } from './phase.js';
import type { Propagation } from './propagation.js';
import { assertFinite, type TrainingState } from './training-state.js';

export interface TrainingStep {
  readonly state: TrainingState;
  readonly job: Pick<TrainingJob, 'hyperparameters'>;
  readonly propagation: Propagation;
}

/** One update of the table; returns the loss before it. Errors: DIVERGED when the loss is not finite. */
export async function trainStep({ state, job, propagation }: TrainingStep): Promise<number> {
  const { hyperparameters } = job;
  const { table, step } = state.optimizer;
  const { nodes, evaluate, appearances } = state.stream.next();
  const { loss, gradient } = tf.tidy(() => {
    const { loss, gradient } = evaluate(propagation.embeddingsAt(table, nodes)); // [n, d]
    const toTable = propagation.gradient(nodes, gradient); // [N, d]
    const batch = { rows: propagation.order.rowsOf(nodes), appearances };
    return withDecay({ loss, gradient: toTable }, table, hyperparameters, batch);
  });
  const scheduledSteps = hyperparameters.epochs * state.stream.batchesPerEpoch;
  state.optimizer.apply(gradient, learningRateAt(step + 1, scheduledSteps, hyperparameters));
  if (state.batches + 1 < state.stream.batchesPerEpoch) state.stream.drawAhead(); // While a GPU still computes.
  const [value] = await loss.data<'float32'>();
  tf.dispose([loss, gradient]);
  assertFinite([value!], step + 1);
  return value!;
}
