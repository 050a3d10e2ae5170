import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../core/errors.js';
import { hasKernel } from './has-kernel.js';

export const SCALE_ROWS = 'EdgewiseScaleRows';

export interface ScaleRowsInputs extends tf.NamedTensorInfoMap {
  /** [rows, d] */
  x: tf.TensorInfo;
  /** [rows, 1] */
  scale: tf.TensorInfo;
}

/**
 * diag(scale)·x: every row of x [rows, d] times its factor in `scale` [rows, 1] → [rows, d], differentiable in x;
 * factors count as constants.
 * Errors: SHAPE_MISMATCH unless both are float32 of those shapes.
 */
export function scaleRows(x: tf.Tensor2D, scale: tf.Tensor2D): tf.Tensor2D {
  if (x.dtype !== 'float32' || scale.dtype !== 'float32' || scale.shape[1] !== 1 || scale.shape[0] !== x.shape[0]) {
    throw new EdgewiseError(
      'SHAPE_MISMATCH',
      `Rows of a ${x.dtype} tensor of shape [${x.shape.join(', ')}] cannot be scaled by ${scale.dtype} [${scale.shape.join(', ')}].`,
    );
  }
  return differentiable(x, scale);
}

const differentiable = tf.customGrad<tf.Tensor2D>((...inputs) => {
  const [x, scale, save] = inputs as [tf.Tensor2D, tf.Tensor2D, tf.GradSaveFunc];
  save([scale]);
  return {
    value: scaledRows(x, scale),
    gradFunc: (dy, saved) => [scaleRows(dy, saved[0] as tf.Tensor2D), tf.zerosLike(saved[0] as tf.Tensor2D)],
  };
});

function scaledRows(x: tf.Tensor2D, scale: tf.Tensor2D): tf.Tensor2D {
  return hasKernel(SCALE_ROWS)
    ? tf.engine().runKernel<tf.Tensor2D>(SCALE_ROWS, { x, scale })
    : x.mul<tf.Tensor2D>(scale);
}
