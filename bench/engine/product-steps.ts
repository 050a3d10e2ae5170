// Our sparse product on the graph of Gowalla's size, for a SteppingProcess.
import * as tf from '@tensorflow/tfjs';
import { silentLogger } from '../../src/core/log.js';
import { csrMatMul } from '../../src/engine/ops/csr-mat-mul.js';
import { createSparseOperand } from '../../src/engine/sparse-operand.js';
import { startEngine } from '../../src/engine/start-engine.js';
import { powerLawAdjacency } from '../spmm/power-law-graph.js';

const WIDTH = 64;
const PAUSE_EVERY = 50;

const engine = await startEngine('wasm', { log: silentLogger, threads: 2 });
const adjacency = createSparseOperand(powerLawAdjacency(), { symmetric: true });
const values = Float32Array.from({ length: adjacency.rows * WIDTH }, (_, at) => (at % 97) / 97 - 0.5);
const x = tf.tensor2d(values, [adjacency.rows, WIDTH]); // [N, d]
console.log(JSON.stringify({ ready: `wasm, ${engine.threads} threads` }));
for (let step = 1; ; step++) {
  const started = performance.now();
  csrMatMul(adjacency, x).dispose();
  console.log(JSON.stringify({ ms: performance.now() - started }));
  if (step % PAUSE_EVERY === 0) await new Promise((resolve) => setImmediate(resolve));
}
