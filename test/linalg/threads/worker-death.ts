// A program of its own (thread-pool.test.ts starts it): ends the pool's only worker from outside and prints the codes
// of what jobs then throw, one a line. It ends by itself.
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { EdgewiseError } from '../../../src/core/errors.js';
import { KernelMemory } from '../../../src/linalg/kernel-memory.js';
import { rowsJob } from '../../../src/linalg/kernels/jobs/rows.js';
import { loadKernels } from '../../../src/linalg/kernels/load-kernels.js';
import { CONTROL_BYTES, ThreadPool } from '../../../src/linalg/threads/thread-pool.js';

// Newer releases of Node announce the thread that loads TypeScript a turn late; that one has to live.
await new Promise((resolve) => setImmediate(resolve));
const appears = once(process, 'worker') as Promise<[Worker]>;
const memory = new KernelMemory('shared');
const control = memory.allocate(CONTROL_BYTES);
const pool = await ThreadPool.start({
  module: await loadKernels('shared'),
  memory: memory.memory,
  control,
  threads: 2,
});
const [worker] = await appears;
const nothing = rowsJob('gatherRows', { table: 0, indices: 0, picked: 0, count: 0, rows: 0, width: 0 });
pool.run(nothing);
await worker.terminate();
for (let run = 0; run < 2; run++) {
  try {
    pool.run(nothing);
    console.log('no error');
  } catch (error) {
    console.log(error instanceof EdgewiseError ? error.code : error);
  }
}
