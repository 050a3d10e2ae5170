import type { GcnHyperparameters } from './hyperparameters.js';

type Schedule = Pick<GcnHyperparameters, 'learningRate' | 'warmUpSteps' | 'finalLearningRateShare'>;

/**
 * The learning rate of step `step` (from 1) of `totalSteps`: rises linearly over the warm-up, so that Adam's first,
 * still unreliable second moments move little, and falls linearly to its final share by the last step.
 */
export function learningRateAt(step: number, totalSteps: number, schedule: Schedule): number {
  const { learningRate, warmUpSteps, finalLearningRateShare } = schedule;
  const warmUp = Math.min(1, step / (warmUpSteps + 1));
  const done = totalSteps <= 1 ? 0 : (step - 1) / (totalSteps - 1);
  return learningRate * warmUp * (1 - done * (1 - finalLearningRateShare));
}
