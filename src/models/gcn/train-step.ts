import * as tf from '@tensorflow/tfjs';
import { withDecay } from './weight-decay.js';
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
  const { layout, panels, step } = state.optimizer;
  const { nodes, evaluate, appearances } = state.stream.next();
  const ofBatch = tf.tidy(() => {
    const embeddings = layout.joinRows(panels.map((panel) => propagation.embeddingsAt(panel, nodes))); // [n, d]
    const { loss, gradient } = evaluate(embeddings); // [n, d]
    return { loss, slopes: layout.splitRows(gradient) }; // [n, d_k]
  });
  const scheduledSteps = hyperparameters.epochs * state.stream.batchesPerEpoch;
  const batch = { rows: propagation.order.rowsOf(nodes), appearances };
  let { loss } = ofBatch;
  state.optimizer.apply(
    (panel, at) => {
      const before = loss;
      const decayed = tf.tidy(() => {
        const gradient = propagation.gradient(nodes, ofBatch.slopes[at]!); // [N, d_k]
        return withDecay({ loss, gradient }, panel, hyperparameters, batch);
      });
      loss = decayed.loss;
      if (loss !== before) before.dispose();
      return decayed.gradient;
    },
    learningRateAt(step + 1, scheduledSteps, hyperparameters),
  );
  if (state.batches + 1 < state.stream.batchesPerEpoch) state.stream.drawAhead(); // While a GPU still computes.
  const [value] = await loss.data<'float32'>();
  tf.dispose([loss, ...ofBatch.slopes]);
  assertFinite([value!], step + 1);
  return value!;
}
