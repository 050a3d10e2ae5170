// One thread of a ThreadPool: waits for a job, takes chunks of it beside the others, waits for the next.
// Plain JavaScript because it loads without a compiler, from sources and from the build alike.
import { parentPort, workerData } from 'node:worker_threads';
import { CELL_COUNT, FAILED, GENERATION, JOB, KERNEL, PENDING } from './cells.js';

const { module, memory, control, kernels, thread } = /** @type {import('./cells.js').WorkerStart} */ (workerData);
const { exports } = new WebAssembly.Instance(module, { env: { memory } });
const cells = new Int32Array(memory.buffer, control, CELL_COUNT);

let generation = Atomics.load(cells, GENERATION);
parentPort?.postMessage('ready');
for (;;) {
  Atomics.wait(cells, GENERATION, generation);
  generation = Atomics.load(cells, GENERATION);
  const kernel = exports[kernels[Atomics.load(cells, KERNEL)] ?? ''];
  try {
    kernel?.(control + JOB * 4, thread);
  } catch {
    Atomics.store(cells, FAILED, 1);
  }
  if (Atomics.sub(cells, PENDING, 1) === 1) Atomics.notify(cells, PENDING);
}
