import * as tf from '@tensorflow/tfjs';
import type { LossAndGradient } from './objective.js';

/**
 * A loss of embeddings [n, d], users first, that looks at items by their direction alone: rows from `users` on are
 * divided by their norms, and the slope is led back through that. An item at zero has no direction and gets no slope.
 */
export function withUnitItems(
  embeddings: tf.Tensor2D,
  users: number,
  evaluate: (embeddings: tf.Tensor2D) => LossAndGradient,
): LossAndGradient {
  return tf.tidy(() => {
    const [before, items] = partsOf(embeddings, users);
    const norms = items.norm<tf.Tensor2D>('euclidean', 1, true); // [n - users, 1]
    const inverse = tf.where(norms.greater(TINY), norms.maximum(TINY).reciprocal(), tf.zerosLike(norms)); // [n - users, 1]
    const directions = items.mul<tf.Tensor2D>(inverse); // [n - users, d]
    const { loss, gradient } = evaluate(tf.concat2d([before, directions], 0));
    const [toUsers, toDirections] = partsOf(gradient, users);
    const radial = toDirections.mul(directions).sum(1, true); // [n - users, 1]
    const toItems = toDirections.sub(directions.mul(radial)).mul<tf.Tensor2D>(inverse);
    return { loss, gradient: tf.concat2d([toUsers, toItems], 0) };
  });
}

/** Below this an item counts as zero, as users do in the loss. */
const TINY = 1e-12;

function partsOf(rows: tf.Tensor2D, users: number): [tf.Tensor2D, tf.Tensor2D] {
  return [rows.slice([0, 0], [users, -1]), rows.slice([users, 0])];
}
