import type * as tf from '@tensorflow/tfjs';
import type { Random } from '../../core/random.js';

/** Loss of one batch and its slope. The caller disposes both. */
export interface LossAndGradient extends tf.NamedTensorMap {
  loss: tf.Scalar;
  /** With respect to the embeddings of the batch's nodes. [n, d] */
  gradient: tf.Tensor2D;
}

/** A batch with what it is contrasted with: all that a step needs beside the table. */
export interface DrawnBatch {
  /** Rows of the table that the loss looks at, all distinct, users and items alike. [n] */
  readonly nodes: Int32Array;
  /** Of the embeddings of `nodes`. [n, d] */
  readonly evaluate: (embeddings: tf.Tensor2D) => LossAndGradient;
  /**
   * How much of the batch is of each node [n]: of a pair its share in the loss, once for its user and once for its item; of
   * a negative its part of them.
   */
  readonly appearances: () => Float32Array;
}

/**
 * What training descends. Gradients are written out rather than left to the tape: the tape would keep the largest
 * intermediates alive and add up a dense gradient per gather; tests hold each against the tape and against differences.
 */
export interface Objective {
  /** What a batch is made of: users or edges, by number. */
  readonly units: Int32Array;
  /** Whose pairs a unit is of. */
  userOf(unit: number): number;
  /** Most units in a batch. */
  readonly batchSize: number;
  /** Lays out a batch; `random` draws what it is contrasted with. */
  draw(batch: Int32Array, random: Random): DrawnBatch;
}
