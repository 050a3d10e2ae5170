import * as tf from '@tensorflow/tfjs';
import { silentLogger } from '../../src/core/log.js';
import { Random } from '../../src/core/random.js';
import { adamUpdate } from '../../src/engine/ops/adam-update.js';
import { csrMatMul } from '../../src/engine/ops/csr-mat-mul.js';
import { createSparseOperand } from '../../src/engine/sparse-operand.js';
import { startEngine } from '../../src/engine/start-engine.js';
import type { Section } from '../harness/bench.js';
import { medianMilliseconds } from './median-milliseconds.js';
import { powerLawAdjacency } from './power-law-graph.js';

const DIMENSIONS = 64;
const ADAM = { learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, step: 1 };

/** The two kernels that a training step spends its time in; limits are what native code of the same shape takes. */
export function engineSection(threads: number, limits: { product: number; adam: number }): Section {
  const [product, adam] = [`sparse product, ${threads} threads`, `Adam over the table, ${threads} threads`];
  return {
    name: `engine-${threads}`,
    needs: [],
    bars: [
      { name: product, limit: limits.product, unit: 'ms', passes: 'within' },
      { name: adam, limit: limits.adam, unit: 'ms', passes: 'within' },
    ],
    async measure() {
      const engine = await startEngine('wasm', { log: silentLogger, threads });
      const adjacency = createSparseOperand(powerLawAdjacency(), { symmetric: true });
      const random = Random.fromSeed(2);
      const values = Float32Array.from({ length: adjacency.rows * DIMENSIONS }, () => random.normal());
      const [x, gradient] = [0, 1].map(() => tf.tensor2d(values, [adjacency.rows, DIMENSIONS])) as [
        tf.Tensor2D,
        tf.Tensor2D,
      ]; // [N, d]
      const [m, v] = [tf.zerosLike(x), tf.zerosLike(x)];
      try {
        return {
          values: {
            [product]: medianMilliseconds(() => csrMatMul(adjacency, x).dispose()),
            [adam]: medianMilliseconds(() => adamUpdate({ table: x, m, v }, gradient, ADAM)),
          },
          note: `${adjacency.rows} nodes, ${adjacency.matrix.indices.length} edges, ${DIMENSIONS} columns; median of 50`,
        };
      } finally {
        adjacency.dispose();
        await engine.dispose();
      }
    },
  };
}
