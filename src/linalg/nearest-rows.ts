import { EdgewiseError } from '../core/errors.js';
import { inParts } from '../core/in-parts.js';
import { throwIfInterrupted } from '../core/run-context.js';
import { transpose, type CsrMatrix } from './csr.js';
import { topK } from './top-k.js';

/** For each row its nearest others, best first. */
export interface NearestRows {
  /** [rows, k]; -1 where fewer are near. */
  readonly indices: Int32Array;
  /** [rows, k]; 0 where `indices` is -1. */
  readonly similarities: Float32Array;
}

export interface NearestOptions {
  readonly k: number;
  /** Added below the line, so that few common entries say little. */
  readonly shrinkage: number;
  readonly signal: AbortSignal;
  readonly progress?: (rows: number) => void;
}

/**
 * The k rows nearest to each by shrunk cosine, r_i·r_j / (‖r_i‖ ‖r_j‖ + shrinkage), itself left out, only those above 0,
 * ties by lower index. Takes Σ over columns of their squared entries; memory is one row beside the result.
 * Errors: INTERRUPTED; DIVERGED for a value that is not a number.
 */
export async function nearestRows(
  matrix: CsrMatrix,
  { k, shrinkage, signal, progress }: NearestOptions,
): Promise<NearestRows> {
  const { rows, indptr, indices, values } = matrix;
  const columns = transpose(matrix);
  const norms = normsOf(matrix);
  const nearest = { indices: new Int32Array(rows * k).fill(-1), similarities: new Float32Array(rows * k) };
  const products = new Float64Array(rows);
  const touched = new Int32Array(rows);
  const isTouched = new Uint8Array(rows);
  await inParts(rows, ROWS_A_TURN, (start, end) => {
    throwIfInterrupted(signal);
    for (let row = start; row < end; row++) {
      let count = 0;
      for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) {
        const column = indices[entry]!;
        const value = values?.[entry] ?? 1;
        for (let other = columns.indptr[column]!; other < columns.indptr[column + 1]!; other++) {
          const near = columns.indices[other]!;
          if (isTouched[near] === 0) touched[count++] = near;
          isTouched[near] = 1;
          products[near]! += value * (columns.values?.[other] ?? 1);
        }
      }
      const others = touched.subarray(0, count).sort();
      const similarities = Float32Array.from(others, (near) =>
        near === row ? 0 : products[near]! / (norms[row]! * norms[near]! + shrinkage),
      );
      const best = topK(similarities, k);
      best.indices.forEach((place, rank) => {
        if (!(best.scores[rank]! > 0)) return;
        nearest.indices[row * k + rank] = others[place]!;
        nearest.similarities[row * k + rank] = best.scores[rank]!;
      });
      for (const near of others) {
        products[near] = 0;
        isTouched[near] = 0;
      }
    }
    progress?.(end);
  });
  return nearest;
}

const ROWS_A_TURN = 64;

function normsOf({ rows, indptr, values }: CsrMatrix): Float64Array {
  return Float64Array.from({ length: rows }, (_, row) => {
    const [start, end] = [indptr[row]!, indptr[row + 1]!];
    if (values === null) return Math.sqrt(end - start);
    const square = values.subarray(start, end).reduce((sum, value) => sum + value * value, 0);
    if (Number.isNaN(square)) throw new EdgewiseError('DIVERGED', `Row ${row} holds what is not a number.`);
    return Math.sqrt(square);
  });
}
