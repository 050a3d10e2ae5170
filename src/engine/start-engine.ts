import * as tf from '@tensorflow/tfjs';
import { EdgewiseError } from '../core/errors.js';
import type { Logger } from '../core/log.js';
import { waysToStart, type EngineName, type EngineOptions, type EngineRequest, type Way } from './engine-ways.js';
import { registerOps } from './register-ops.js';

export type { EngineName, EngineRequest };

/** What tfjs computes with from now on. One runs at a time in a process, since tfjs has one current backend. */
export interface Engine {
  readonly name: EngineName;
  /** Threads that sparse kernels use, the calling one included. */
  readonly threads: number;
  /** What computes, for people, where it is not simply this machine's processors: the name of a GPU, of a library. */
  readonly device?: string;
  /** Bytes that it can hold at most, where the engine itself has a limit: the heap of wasm ends at 4 GiB. */
  readonly memoryBytes?: number;
  /** Bytes of one tensor at most, where there is such a limit: a device of WebGPU has one on what a shader is handed. */
  readonly tensorBytes?: number;
  /** Stops its threads and frees its memory; its tensors can then be neither used nor disposed of. Twice is once. */
  dispose(): Promise<void>;
}

export interface StartEngineOptions extends EngineOptions {
  readonly log: Logger;
}

/**
 * Starts the engine of that name, or with `auto` the fastest that starts: TensorFlow where it is installed and has a
 * GPU, wasm with threads, wasm with one thread, cpu. Each step down is one line in the log. `wasm` may step down to one
 * thread; the other names are taken at their word.
 *
 * Errors: ENGINE_UNAVAILABLE when the engine asked for cannot start, or when another one still runs.
 */
export async function startEngine(name: EngineRequest, { log, ...options }: StartEngineOptions): Promise<Engine> {
  if (running)
    throw new EdgewiseError('ENGINE_UNAVAILABLE', 'Another engine runs in this process; dispose of it first.');
  running = true;
  try {
    tf.enableProdMode(); // Else tfjs prints advice and looks through every tensor for NaN.
    registerOps();
    const engine = await startFirst(waysToStart(name, options), log, options.tensorBytes);
    const { threads, device } = engine;
    log.info({ engine: engine.name, threads, ...(device !== undefined && { device }) }, 'Engine started.');
    return engine;
  } catch (error) {
    running = false;
    throw error;
  }
}

let running = false;

async function startFirst([way, ...slower]: Way[], log: Logger, mostBytes = Infinity): Promise<Engine> {
  try {
    const { threads, device, memoryBytes, stop, ...limits } = await way!.start();
    const tensorBytes = Math.min(limits.tensorBytes ?? Infinity, mostBytes);
    return {
      name: way!.engine,
      threads,
      ...(device !== undefined && { device }),
      ...(memoryBytes !== undefined && { memoryBytes }),
      ...(tensorBytes < Infinity && { tensorBytes }),
      dispose: once(stop),
    };
  } catch (error) {
    if (slower.length === 0) throw error;
    log.warn({ err: error }, `Engine ${way!.label} cannot start; going on with ${slower[0]!.label}.`);
    return startFirst(slower, log, mostBytes);
  }
}

function once(stop: () => Promise<void>): () => Promise<void> {
  let disposed = false;
  return async () => {
    if (disposed) return;
    disposed = true;
    try {
      await stop();
    } finally {
      running = false;
    }
  };
}
