// A program of its own (start-engine.test.ts runs it in processes that lack something): starts the engine named by
// its first argument, computes and ranks with it and prints one line of JSON. With a second argument `no-threads`, starting a
// worker fails. It does not dispose of the engine: the process must end all the same.
import { syncBuiltinESMExports } from 'node:module';
import workerThreads from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs';
import { silentLogger } from '../../src/core/log.js';
import { csrMatMul } from '../../src/engine/ops/csr-mat-mul.js';
import { createSparseOperand } from '../../src/engine/sparse-operand.js';
import { startEngine } from '../../src/engine/start-engine.js';
import { seededRanking } from './seeded-ranking.js';

const [name, lacks] = process.argv.slice(2) as ['auto' | 'wasm' | 'cpu', string | undefined];
if (lacks === 'no-threads') {
  workerThreads.Worker = function () {
    throw new Error('This machine starts no threads.');
  } as unknown as typeof workerThreads.Worker;
  syncBuiltinESMExports();
}

const warnings: string[] = [];
const infos: object[] = [];
const log = {
  ...silentLogger,
  warn: (_fields: object, message: string) => void warnings.push(message),
  info: (fields: object) => void infos.push(fields),
};
const listeners = (): number =>
  process.listenerCount('uncaughtException') + process.listenerCount('unhandledRejection');
process.on('uncaughtException', (error) => {
  throw error;
});
try {
  const before = listeners();
  const engine = await startEngine(name, { log, threads: 2 });
  const operand = createSparseOperand({
    rows: 1,
    columns: 2,
    indptr: Int32Array.of(0, 2),
    indices: Int32Array.of(0, 1),
    values: Float32Array.of(3, 4),
  });
  const product = [...csrMatMul(operand, tf.tensor2d([1, 2], [2, 1])).dataSync()];
  const ranked = await seededRanking();
  const { name: started, threads } = engine;
  console.log(
    JSON.stringify({
      engine: started,
      threads,
      product,
      ranked,
      warnings,
      infos,
      listenersAdded: listeners() - before,
    }),
  );
} catch (error) {
  console.log(JSON.stringify({ code: (error as { code?: string }).code, warnings }));
}
