import { availableParallelism } from 'node:os';
import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../core/errors.js';
import type { Logger } from '../core/log.js';
import { startWasm } from './kernels/wasm/start.js';
import { registerOps } from './register-ops.js';

export type EngineName = 'wasm' | 'cpu';

/** What tfjs computes with from now on. One runs at a time in a process, since tfjs has one current backend. */
export interface Engine {
  readonly name: EngineName;
  /** Threads that sparse kernels use, the calling one included. */
  readonly threads: number;
  /** Stops its threads and frees its memory; its tensors can then be neither used nor disposed of. Twice is once. */
  dispose(): Promise<void>;
}

export interface StartEngineOptions {
  readonly log: Logger;
  /** Threads of the sparse kernels; as many as the machine has processors when absent. */
  readonly threads?: number;
}

/**
 * Starts the engine of that name, or with `auto` the fastest that starts: wasm with threads, wasm with one thread, cpu.
 * Each step down is one line in the log. `wasm` may step down to one thread.
 *
 * Errors: ENGINE_UNAVAILABLE when the engine asked for cannot start, or when another one still runs.
 */
export async function startEngine(name: 'auto' | EngineName, options: StartEngineOptions): Promise<Engine> {
  if (running)
    throw new EdgewiseError('ENGINE_UNAVAILABLE', 'Another engine runs in this process; dispose of it first.');
  running = true;
  try {
    tf.enableProdMode(); // Else tfjs prints advice and looks through every tensor for NaN.
    registerOps();
    const engine = await startFirst(ways(name, options.threads ?? availableParallelism()), options.log);
    options.log.info({ engine: engine.name, threads: engine.threads }, 'Engine started.');
    return engine;
  } catch (error) {
    running = false;
    throw error;
  }
}

let running = false;

interface Way {
  readonly label: string;
  start(): Promise<Engine>;
}

function ways(name: 'auto' | EngineName, threads: number): Way[] {
  const cpu: Way = { label: 'cpu', start: startCpuEngine };
  const wasm: Way = { label: 'wasm with one thread', start: () => startWasmEngine(1) };
  const threaded: Way = { label: `wasm with ${threads} threads`, start: () => startWasmEngine(threads) };
  if (name === 'cpu') return [cpu];
  return [...(threads > 1 ? [threaded] : []), wasm, ...(name === 'auto' ? [cpu] : [])];
}

async function startFirst([way, ...slower]: Way[], log: Logger): Promise<Engine> {
  try {
    return await way!.start();
  } catch (error) {
    if (slower.length === 0) throw error;
    log.warn({ err: error }, `Engine ${way!.label} cannot start; going on with ${slower[0]!.label}.`);
    return startFirst(slower, log);
  }
}

async function startCpuEngine(): Promise<Engine> {
  await tf.setBackend('cpu');
  return engine('cpu', 1, () => Promise.resolve());
}

async function startWasmEngine(threads: number): Promise<Engine> {
  const started = await startWasm(threads);
  return engine('wasm', started.threads, () => started.stop());
}

function engine(name: EngineName, threads: number, stop: () => Promise<void>): Engine {
  let disposed = false;
  return {
    name,
    threads,
    async dispose() {
      if (disposed) return;
      disposed = true;
      try {
        await stop();
      } finally {
        running = false;
      }
    },
  };
}
