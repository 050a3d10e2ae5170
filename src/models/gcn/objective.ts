import type * as tf from '@tensorflow/tfjs';
import type { Random } from '../../core/random.js';

/** Loss of one batch and its slope. The caller disposes both. */
export interface LossAndGradient extends tf.NamedTensorMap {
  loss: tf.Scalar;
  /** With respect to the embeddings. [N, d] */
  gradient: tf.Tensor2D;
}

/**
 * What training descends. Gradients are written out rather than left to the tape: the tape would keep the largest
 * intermediates alive and add up a dense gradient per gather; tests hold each against the tape and against differences.
 */
export interface Objective {
  /** What a batch is made of: users or edges, by number. */
  readonly units: Int32Array;
  /** Most units in a batch. */
  readonly batchSize: number;
  /** `embeddings` [N, d], users first; `random` draws what the batch is contrasted with. */
  evaluate(embeddings: tf.Tensor2D, batch: Int32Array, random: Random): LossAndGradient;
}
