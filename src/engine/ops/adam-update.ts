import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../core/errors.js';

export const ADAM_UPDATE = 'EdgewiseAdamUpdate';

export interface AdamSettings {
  readonly learningRate: number;
  /** Decay of the mean of gradients, usually 0.9. */
  readonly beta1: number;
  /** Decay of the mean of squared gradients, usually 0.999. */
  readonly beta2: number;
  readonly epsilon: number;
  /** 1 at the first update. */
  readonly step: number;
}

export interface AdamInputs extends tf.NamedTensorInfoMap {
  table: tf.TensorInfo;
  gradient: tf.TensorInfo;
  m: tf.TensorInfo;
  v: tf.TensorInfo;
}

/** Attributes of the kernel: what is the same for every entry, bias corrections folded in. */
export interface AdamAttributes extends tf.NamedAttrMap {
  beta1: number;
  beta2: number;
  epsilon: number;
  /** learningRate / (1 − beta1^step) */
  rate: number;
  /** 1 / √(1 − beta2^step) */
  rootCorrection: number;
}

/**
 * One Adam update of `table`, `m` and `v` in place on the engine's own buffers, in one pass:
 * m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², table ← table − α·m̂ / (√v̂ + ε).
 *
 * In place means that tensors sharing a buffer with one of the three (clones, reshapes; on cpu also the array that the
 * tensor was made of) change too. State is read with `dataSync()` and restored by making new tensors.
 *
 * Source: Kingma & Ba, "Adam", ICLR 2015, algorithm 1.
 * Errors: SHAPE_MISMATCH unless all four are float32 tensors of one shape.
 */
export function adamUpdate(
  table: tf.Tensor,
  gradient: tf.Tensor,
  m: tf.Tensor,
  v: tf.Tensor,
  settings: AdamSettings,
): void {
  for (const [name, tensor] of Object.entries({ table, gradient, m, v })) {
    if (tensor.dtype !== 'float32' || !tf.util.arraysEqual(tensor.shape, table.shape)) {
      throw new EdgewiseError(
        'SHAPE_MISMATCH',
        `Adam's ${name} is a ${tensor.dtype} tensor of shape [${tensor.shape.join(', ')}], its table has [${table.shape.join(', ')}].`,
      );
    }
  }
  const { learningRate, beta1, beta2, epsilon, step } = settings;
  tf.engine().runKernel(ADAM_UPDATE, { table, gradient, m, v }, {
    beta1,
    beta2,
    epsilon,
    rate: learningRate / (1 - beta1 ** step),
    rootCorrection: 1 / Math.sqrt(1 - beta2 ** step),
  } satisfies AdamAttributes);
}
