import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../../core/errors.js';
import { hasKernel } from './has-kernel.js';

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

/** A table and the means of its gradients and of their squares, all of one shape. */
export interface AdamTensors {
  readonly table: tf.Tensor2D;
  readonly m: tf.Tensor2D;
  readonly v: tf.Tensor2D;
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
 * One Adam update: m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², table ← table − α·m̂ / (√v̂ + ε).
 *
 * Takes the three tensors over and returns those to go on with: the same ones, changed in place in one pass, where the
 * engine has a kernel that can, else new ones, the old disposed. In place means that tensors sharing a buffer (clones,
 * reshapes; on cpu also the array that a tensor was made of) change too. `gradient` stays the caller's.
 *
 * A kernel updates in place and returns nothing, or returns the new [table, m, v].
 *
 * Source: Kingma & Ba, "Adam", ICLR 2015, algorithm 1.
 * Errors: SHAPE_MISMATCH unless all four are float32 tensors of one shape.
 */
export function adamUpdate(state: AdamTensors, gradient: tf.Tensor2D, settings: AdamSettings): AdamTensors {
  const { table, m, v } = state;
  for (const [name, tensor] of Object.entries({ table, gradient, m, v })) {
    if (tensor.dtype !== 'float32' || !tf.util.arraysEqual(tensor.shape, table.shape)) {
      throw new EdgewiseError(
        'SHAPE_MISMATCH',
        `Adam's ${name} is a ${tensor.dtype} tensor of shape [${tensor.shape.join(', ')}], its table has [${table.shape.join(', ')}].`,
      );
    }
  }
  const { learningRate, beta1, beta2, epsilon, step } = settings;
  const attributes = {
    beta1,
    beta2,
    epsilon,
    rate: learningRate / (1 - beta1 ** step),
    rootCorrection: 1 / Math.sqrt(1 - beta2 ** step),
  };
  const updated = hasKernel(ADAM_UPDATE)
    ? byKernel(state, gradient, attributes)
    : composed(state, gradient, attributes);
  if (updated !== state) tf.dispose([table, m, v]);
  return updated;
}

function byKernel(state: AdamTensors, gradient: tf.Tensor2D, attributes: AdamAttributes): AdamTensors {
  const inputs = { table: state.table, gradient, m: state.m, v: state.v };
  const [table, m, v] = tf.engine().runKernel<tf.Tensor2D[]>(ADAM_UPDATE, inputs, attributes);
  return table === undefined ? state : { table, m: m!, v: v! };
}

function composed({ table, m, v }: AdamTensors, gradient: tf.Tensor2D, attributes: AdamAttributes): AdamTensors {
  const { beta1, beta2, epsilon, rate, rootCorrection } = attributes;
  return tf.tidy(() => {
    const mean = m.mul(beta1).add<tf.Tensor2D>(gradient.mul(1 - beta1));
    const square = v.mul(beta2).add<tf.Tensor2D>(gradient.square().mul(1 - beta2));
    const change = mean.mul(rate).div(square.sqrt().mul(rootCorrection).add(epsilon));
    return { table: table.sub<tf.Tensor2D>(change), m: mean, v: square };
  });
}
