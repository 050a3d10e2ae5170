import * as tf from '@tensorflow/tfjs';
import { directionsOf, slopeOfRows } from './directions.js';
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
    const unit = directionsOf(items);
    const { loss, gradient } = evaluate(tf.concat2d([before, unit.directions], 0));
    const [toUsers, toDirections] = partsOf(gradient, users);
    return { loss, gradient: tf.concat2d([toUsers, slopeOfRows(toDirections, unit)], 0) };
  });
}

function partsOf(rows: tf.Tensor2D, users: number): [tf.Tensor2D, tf.Tensor2D] {
  return [rows.slice([0, 0], [users, -1]), rows.slice([users, 0])];
}
