import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import { KernelMemory } from '../../../src/linalg/kernel-memory.js';
import { adamJob } from '../../../src/linalg/kernels/jobs/adam-update.js';
import type { Job } from '../../../src/linalg/kernels/jobs/job.js';
import { loadKernels } from '../../../src/linalg/kernels/load-kernels.js';
import { CONTROL_BYTES, ThreadPool } from '../../../src/linalg/threads/thread-pool.js';

/** Entries of the arrays that jobs run over: 13 chunks. */
const COUNT = 200_000;

interface Started {
  readonly pool: ThreadPool;
  readonly table: Float32Array;
  /** Takes 1 from every entry of the table. */
  readonly takeOne: Job;
}

const started: ThreadPool[] = [];

async function startPool(threads: number): Promise<Started> {
  const kind = threads > 1 ? 'shared' : 'unshared';
  const kernelMemory = new KernelMemory(kind);
  const { memory } = kernelMemory;
  const control = kernelMemory.allocate(CONTROL_BYTES);
  const [table, ones, zeros] = [0, 1, 2].map(() => kernelMemory.allocate(4 * COUNT)) as [number, number, number];
  const pool = await ThreadPool.start({ module: await loadKernels(kind), memory, control, threads });
  started.push(pool);
  new Float32Array(memory.buffer, ones, COUNT).fill(1);
  return { pool, table: new Float32Array(memory.buffer, table, COUNT), takeOne: adamStep(table, ones, zeros) };
}

/** With these rates m and v stay as they are and the table loses m / (√v + 1). */
function adamStep(table: number, m: number, zeros: number): Job {
  const rates = { beta1: 1, beta2: 1, epsilon: 1, rate: 1, rootCorrection: 1 };
  return adamJob({ table, gradient: zeros, m, v: zeros, count: COUNT, ...rates });
}

afterEach(async () => {
  await Promise.all(started.splice(0).map((pool) => pool.stop()));
});

const internal = expect.objectContaining({ code: 'INTERNAL' });

describe('a thread pool', () => {
  it.each([1, 2, 4])('of %i threads does every chunk of a job once, job after job', async (threads) => {
    const { pool, table, takeOne } = await startPool(threads);
    for (let run = 0; run < 50; run++) pool.run(takeOne);
    expect(table.every((value) => value === -50)).toBe(true);
  });

  it('tells when a kernel reaches outside the memory, and is of no use afterwards', async () => {
    const { pool, takeOne } = await startPool(2);
    const outside = 2 ** 31;
    expect(() => pool.run(adamStep(outside, outside, outside))).toThrow(internal);
    expect(() => pool.run(takeOne)).toThrow(internal);
  });

  it('refuses to run once stopped, and stops twice', async () => {
    const { pool, takeOne } = await startPool(2);
    await pool.stop();
    await pool.stop();
    expect(() => pool.run(takeOne)).toThrow(internal);
  });

  it('tells when a worker has died, and lets the process end', async () => {
    const program = [
      '--import',
      './scripts/typescript.mjs',
      fileURLToPath(new URL('./worker-death.ts', import.meta.url)),
    ];
    const { stdout } = await promisify(execFile)(process.execPath, program);
    expect(stdout.trim().split('\n')).toEqual(['INTERNAL', 'INTERNAL']);
  });
});
