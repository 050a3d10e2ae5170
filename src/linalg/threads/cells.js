// Plain JavaScript because worker threads load it without a compiler.

/**
 * Where in the pool's control block (32-bit cells in the shared memory) what is agreed on:
 * a job is out when GENERATION changes; PENDING counts the workers that have not finished it.
 */
export const GENERATION = 0;
export const KERNEL = 1;
export const PENDING = 2;
export const FAILED = 3;
/** The struct of the job out, as its kernel lays it out. */
export const JOB = 4;

export const CELL_COUNT = 40;

/**
 * @typedef {object} WorkerStart What a worker is started with.
 * @property {WebAssembly.Module} module
 * @property {WebAssembly.Memory} memory
 * @property {number} control byte offset of the control block
 * @property {readonly string[]} kernels names by their number in KERNEL
 * @property {number} thread 1-based; 0 is the pool's owner
 */
