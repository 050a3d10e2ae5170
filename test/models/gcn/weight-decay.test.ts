import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { silentLogger } from '../../../src/core/log.js';
import { startEngine, type Engine } from '../../../src/engine/start-engine.js';
import { withDecay } from '../../../src/models/gcn/weight-decay.js';

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine('cpu', { log: silentLogger });
});
afterAll(() => engine.dispose());

const batch = { rows: Int32Array.of(2, 0), appearances: () => Float32Array.of(0.5, 1) };

describe('weight decay', () => {
  it.each([
    ['is nothing where none is asked for', { l2: 0, batchL2: 0 }, 1, [1, 1, 1, 1, 1, 1]],
    ['of the whole table is by node', { l2: 3, batchL2: 0 }, 1 + 4.5, [2, 3, 1, 1, 3, 1]],
    ['of a batch is by how much of it a node is', { l2: 0, batchL2: 2 }, 1 + 7, [3, 5, 1, 1, 3, 1]],
    ['is the sum of both', { l2: 3, batchL2: 2 }, 1 + 4.5 + 7, [4, 7, 1, 1, 5, 1]],
  ])('%s', (_, chosen, loss, slopes) => {
    const table = tf.tensor2d([1, 2, 0, 0, 2, 0], [3, 2]); // ‖x‖² of 5, 0 and 4
    const decayed = tf.tidy(() => withDecay({ loss: tf.scalar(1), gradient: tf.ones([3, 2]) }, table, chosen, batch));
    expect(decayed.loss.dataSync()[0]).toBeCloseTo(loss, 5);
    expect([...decayed.gradient.dataSync()]).toEqual(slopes);
    tf.dispose([table, decayed]);
  });
});
