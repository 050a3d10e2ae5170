import { floatBits, job, type Address, type Job } from './job.js';

export interface AdamFields {
  readonly table: Address;
  readonly gradient: Address;
  readonly m: Address;
  readonly v: Address;
  readonly count: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  readonly rate: number;
  readonly rootCorrection: number;
}

export function adamJob({ table, gradient, m, v, count, ...rates }: AdamFields): Job {
  const { beta1, beta2, epsilon, rate, rootCorrection } = rates;
  const floats = [beta1, beta2, 1 - beta1, 1 - beta2, epsilon, rate, rootCorrection].map(floatBits);
  return job('adamUpdate', Math.ceil(count / ADAM_CHUNK_ENTRIES), [table, gradient, m, v, count, ...floats]);
}

/** As in assembly/kernel/adam-update.ts. */
const ADAM_CHUNK_ENTRIES = 16384;
