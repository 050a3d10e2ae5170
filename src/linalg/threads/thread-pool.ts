import { Worker } from 'node:worker_threads';
import { EdgewiseError } from '../../core/errors.js';
import { CHUNKED_KERNELS, type Job } from '../kernels/jobs/job.js';
import { CELL_COUNT, FAILED, GENERATION, JOB, KERNEL, PENDING, type WorkerStart } from './cells.js';

/** Bytes of the control block that whoever starts a pool sets aside in the memory, aligned to 4 and zeroed. */
export const CONTROL_BYTES = CELL_COUNT * 4;

export interface ThreadPoolOptions {
  /** Kernels compiled for the kind of `memory`: see load-kernels.ts. */
  readonly module: WebAssembly.Module;
  /** Shared when there is more than one thread. */
  readonly memory: WebAssembly.Memory;
  /** Address of CONTROL_BYTES bytes that belong to the pool. */
  readonly control: number;
  /** Threads that work on a job, the calling one included; at least 1. */
  readonly threads: number;
}

/**
 * Runs kernels on this thread and threads − 1 workers over one memory. Workers sleep between jobs, keep no process
 * alive and end with `stop`. Owning no memory itself, it works as well on tfjs' heap as on linalg's own.
 */
export class ThreadPool {
  readonly threads: number;
  readonly #kernels: WebAssembly.Exports;
  readonly #memory: WebAssembly.Memory;
  readonly #control: number;
  readonly #workers: readonly Worker[];
  #broken: string | undefined;
  #stopped = false;

  /** Errors: ENGINE_UNAVAILABLE when a worker does not start. */
  static async start(options: ThreadPoolOptions): Promise<ThreadPool> {
    const workers: Worker[] = [];
    try {
      while (workers.length < options.threads - 1) workers.push(startWorker(options, workers.length + 1));
      const pool = new ThreadPool(options, workers);
      await Promise.all(workers.map(becomesReady));
      return pool;
    } catch (cause) {
      await Promise.all(workers.map((worker) => worker.terminate()));
      throw new EdgewiseError('ENGINE_UNAVAILABLE', 'A thread of the SIMD kernels did not start.', { cause });
    }
  }

  private constructor({ module, memory, control, threads }: ThreadPoolOptions, workers: readonly Worker[]) {
    this.threads = threads;
    this.#kernels = new WebAssembly.Instance(module, { env: { memory } }).exports;
    this.#memory = memory;
    this.#control = control;
    this.#workers = workers;
    for (const worker of workers) {
      worker.on('error', (error) => (this.#broken ??= error.message));
      worker.on('exit', (code) => (this.#broken ??= `it ended with code ${code}`));
    }
  }

  /**
   * Runs the job to its end. The calling thread works too and blocks meanwhile.
   * Errors: INTERNAL when a kernel trapped, a worker died or does not answer; the pool is of no use afterwards.
   */
  run(job: Job): void {
    if (this.#stopped) throw new EdgewiseError('INTERNAL', 'Kernels were called after their threads had been stopped.');
    if (this.#broken !== undefined) throw this.#failure(this.#broken);
    const cells = new Int32Array(this.#memory.buffer, this.#control, CELL_COUNT);
    cells.set(job.words, JOB);
    Atomics.store(cells, KERNEL, CHUNKED_KERNELS.indexOf(job.kernel));
    Atomics.store(cells, PENDING, this.#workers.length);
    Atomics.add(cells, GENERATION, 1);
    Atomics.notify(cells, GENERATION);
    try {
      this.#kernels[job.kernel]!(this.#control + JOB * 4, 0);
    } catch (error) {
      this.#broken = String(error);
    }
    this.#waitForWorkers(cells);
    if (Atomics.load(cells, FAILED) !== 0) this.#broken ??= 'a kernel trapped';
    if (this.#broken !== undefined) throw this.#failure(this.#broken);
  }

  /** Ends the workers. Twice is once. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  /** The last chunk of each worker is all that can be left, so a minute's silence means that one is gone. */
  #waitForWorkers(cells: Int32Array): void {
    for (let pending = Atomics.load(cells, PENDING); pending > 0; pending = Atomics.load(cells, PENDING)) {
      if (Atomics.wait(cells, PENDING, pending, SILENCE_MILLISECONDS) === 'timed-out') {
        this.#broken ??= `no answer within ${SILENCE_MILLISECONDS / 1000} s`;
        return;
      }
    }
  }

  #failure(reason: string): EdgewiseError {
    return new EdgewiseError('INTERNAL', `A thread of the SIMD kernels failed: ${reason}.`);
  }
}

const SILENCE_MILLISECONDS = 60_000;

function startWorker({ module, memory, control }: ThreadPoolOptions, thread: number): Worker {
  const start: WorkerStart = { module, memory, control, kernels: CHUNKED_KERNELS, thread };
  return new Worker(new URL('./worker.js', import.meta.url), { workerData: start, execArgv: [] });
}

async function becomesReady(worker: Worker): Promise<void> {
  worker.ref(); // Else a process with nothing else to do would end before the worker answers.
  try {
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve());
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`The worker ended with code ${code}.`)));
    });
  } finally {
    worker.unref();
  }
}
