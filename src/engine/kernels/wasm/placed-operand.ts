import type { CsrMatrix } from '../../../linalg/csr.js';
import { rowChunks } from '../../../linalg/row-chunks.js';
import type { Resident, SparseOperand } from '../../sparse-operand.js';
import { CHUNKS_PER_THREAD } from './operand-bytes.js';
import type { WasmRuntime } from './wasm-runtime.js';

/** Where on the heap the parts of an operand lie, as a job wants them; 0 for a part that there is not. */
export interface PlacedOperand extends PlacedMatrix {
  readonly rowScale: number;
}

interface PlacedMatrix {
  readonly chunks: number;
  readonly bounds: number;
  readonly indptr: number;
  readonly indices: number;
  readonly values: number;
  /** What a product of some rows of the dense factor needs beside the matrix. */
  readonly filter: {
    /** -1 for every column; whoever writes to it restores that. */
    readonly places: number;
    readonly scratch: number;
    readonly scratchEntries: number;
  };
}

/** The operand on the heap: placed there at the first call, and kept as long as the operand. */
export function placedOperand(runtime: WasmRuntime, operand: SparseOperand): PlacedOperand {
  const { scaled } = operand;
  if (scaled === undefined) {
    const matrix = operand.resident(runtime.owner, () => placeMatrix(runtime, operand.matrix));
    return { ...matrix, rowScale: 0 };
  }
  const rowScale = operand.resident(runtime.owner, () => {
    const address = runtime.place(scaled.rowScale);
    return { value: address, free: () => runtime.free(address) };
  });
  return { ...placedOperand(runtime, scaled.from), rowScale };
}

function placeMatrix(runtime: WasmRuntime, matrix: CsrMatrix): Resident<PlacedMatrix> {
  const chunks = CHUNKS_PER_THREAD * runtime.threads;
  const scratchEntries = longestRow(matrix.indptr);
  const arrays = [
    rowChunks(matrix.indptr, chunks),
    matrix.indptr,
    matrix.indices,
    matrix.values,
    new Int32Array(matrix.columns).fill(-1),
    new Int32Array(2 * scratchEntries * runtime.threads),
  ];
  const placed: number[] = [];
  const free = (): void => placed.forEach((address) => runtime.free(address));
  try {
    const [bounds, indptr, indices, values, places, scratch] = arrays.map((array) => {
      if (array === null) return 0;
      const address = runtime.place(array);
      placed.push(address);
      return address;
    }) as [number, number, number, number, number, number];
    return { value: { chunks, bounds, indptr, indices, values, filter: { places, scratch, scratchEntries } }, free };
  } catch (error) {
    free();
    throw error;
  }
}

function longestRow(indptr: Int32Array): number {
  let longest = 1;
  for (let row = 1; row < indptr.length; row++) longest = Math.max(longest, indptr[row]! - indptr[row - 1]!);
  return longest;
}
