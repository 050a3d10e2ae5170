import * as tf from '@tensorflow/tfjs';
import type { Logger } from '../core/log.js';
import { startCpu } from './kernels/cpu/start.js';
import { registerGradients } from './ops/gradients.js';

export type EngineName = 'wasm' | 'cpu';

/** What tfjs computes with from now on. One runs at a time in a process, since tfjs has one current backend. */
export interface Engine {
  readonly name: EngineName;
  /** Threads that sparse kernels use, this one included. */
  readonly threads: number;
  /** Stops its threads and frees its memory, tensors included. Twice is once. */
  dispose(): Promise<void>;
}

export interface StartEngineOptions {
  readonly log: Logger;
  /** At most this many threads; as many as the machine has processors when absent. */
  readonly threads?: number;
}

export async function startEngine(_name: 'auto' | EngineName, { log }: StartEngineOptions): Promise<Engine> {
  tf.enableProdMode(); // Without it tfjs prints advertisements and checks every tensor for NaN.
  registerGradients();
  await startCpu();
  log.info({ engine: 'cpu', threads: 1 }, 'Engine started.');
  return { name: 'cpu', threads: 1, dispose: () => Promise.resolve() };
}
