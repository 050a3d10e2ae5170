/** Chunks for each thread to take in turn: enough to even out heavy rows and a busy machine, few enough to cost nothing. */
export const CHUNKS_PER_THREAD = 32;

export interface OperandSizes {
  readonly rows: number;
  readonly columns: number;
  readonly entries: number;
  readonly isWeighted: boolean;
  /** Entries of the longest row. */
  readonly longestRow: number;
}

/** Bytes that an operand takes on the heap, factors of rows that it is scaled by apart: see placed-operand.ts. */
export function operandBytes(sizes: OperandSizes, threads: number): number {
  const { rows, columns, entries, isWeighted, longestRow } = sizes;
  const bounds = CHUNKS_PER_THREAD * threads + 1;
  const scratch = 2 * Math.max(1, longestRow) * threads;
  return 4 * (bounds + rows + 1 + entries + (isWeighted ? entries : 0) + columns + scratch);
}
