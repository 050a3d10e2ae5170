import * as tf from '@tensorflow/tfjs';
import type { TrainingStep } from '../../src/models/gcn/train-step.js';

/** Milliseconds of each part of a step, for an engine that computes where it is called. */
export interface StepParts {
  readonly draw: number;
  readonly forward: number;
  readonly loss: number;
  readonly backward: number;
  readonly update: number;
}

/** The parts of one step that is taken like trainStep's. */
export function timedStep({ state, propagation }: TrainingStep): StepParts {
  const times = [performance.now()];
  const timed = <T>(value: T): T => {
    times.push(performance.now());
    return value;
  };
  const { nodes, evaluate } = timed(state.stream.next());
  tf.tidy(() => {
    const [table] = state.optimizer.panels; // The whole: engines are given no limit here.
    const embeddings = timed(propagation.embeddingsAt(table!, nodes)); // [n, d]
    const { gradient } = timed(evaluate(embeddings)); // [n, d]
    const toTable = timed(propagation.gradient(nodes, gradient)); // [N, d]
    state.optimizer.apply(() => toTable, 1e-3);
    timed(undefined);
  });
  const [draw, forward, loss, backward, update] = times.slice(1).map((time, at) => time - times[at]!) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return { draw, forward, loss, backward, update };
}
