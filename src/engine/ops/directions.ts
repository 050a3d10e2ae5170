import * as tf from '@tensorflow/tfjs';

/** Rows over their norms, and what leads a slope back to the rows. */
export interface Directions {
  /** [n, d] */
  readonly directions: tf.Tensor2D;
  /** 1/‖row‖ [n, 1] */
  readonly inverse: tf.Tensor2D;
}

/** Of rows [n, d]; a row at zero has no direction: zeros, and no slope. */
export function directionsOf(rows: tf.Tensor2D): Directions {
  return tf.tidy(() => {
    const norms = rows.norm<tf.Tensor2D>('euclidean', 1, true); // [n, 1]
    const reciprocals = norms.maximum(TINY).reciprocal(); // [n, 1]
    const inverse = tf.where(norms.greater(TINY), reciprocals, tf.zerosLike(norms)).as2D(rows.shape[0], 1);
    return { directions: rows.mul<tf.Tensor2D>(inverse), inverse };
  });
}

/** From a slope with respect to directions [n, d] to that with respect to the rows [n, d]. */
export function slopeOfRows(toDirections: tf.Tensor2D, { directions, inverse }: Directions): tf.Tensor2D {
  return tf.tidy(() => {
    const radial = toDirections.mul(directions).sum(1, true); // [n, 1]
    return toDirections.sub(directions.mul(radial)).mul<tf.Tensor2D>(inverse);
  });
}

/** Below this a row counts as zero, as users do in the loss. */
const TINY = 1e-12;
