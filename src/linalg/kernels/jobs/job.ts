/** A call of a kernel that threads share out among them: its struct as the kernel lays it out, in 32-bit words. */
export interface Job {
  readonly kernel: ChunkedKernel;
  readonly words: Uint32Array;
}

export const CHUNKED_KERNELS = [
  'multiplySparse',
  'gatherRows',
  'scatterAddRows',
  'addToRows',
  'scaleRows',
  'adamUpdate',
  'rankItems',
  'rankWalks',
  'contrastScales',
  'contrastPack',
  'contrastUsers',
  'contrastSample',
  'contrastGradient',
] as const;
export type ChunkedKernel = (typeof CHUNKED_KERNELS)[number];

/** Addresses are bytes in the kernels' memory, aligned to 4. */
export type Address = number;

export function roundUp(value: number, multiple: number): number {
  return Math.ceil(value / multiple) * multiple;
}

/** Every struct begins with the counter that chunks are taken from, and their number. */
export function job(kernel: ChunkedKernel, chunks: number, fields: readonly number[]): Job {
  return { kernel, words: Uint32Array.of(0, chunks, ...fields) };
}

export function floatBits(value: number): number {
  floatCell[0] = value;
  return bitsCell[0]!;
}

const floatCell = new Float32Array(1);
const bitsCell = new Uint32Array(floatCell.buffer);
