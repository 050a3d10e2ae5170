import { gramMatrix, multiplyPanel } from './panel.js';

/** panel = basis · r */
export interface OrthonormalBasis {
  /** [rows, columns]: orthonormal columns; one that depends on earlier ones is zero. */
  readonly basis: Float32Array;
  /** [columns, columns], upper triangular, row-major. */
  readonly r: Float64Array;
}

/**
 * An orthonormal basis of the columns of `panel` [rows, columns] (row-major): Cholesky QR done twice, R coming from the
 * Gram matrix in float64 and the second round bringing orthogonality down to rounding. It walks the panel four times,
 * where Gram–Schmidt walks it once a column.
 *
 * Source: Yamamoto et al., "Roundoff error analysis of the CholeskyQR2 algorithm", 2015.
 */
export function orthonormalize(panel: Float32Array, rows: number, columns: number): OrthonormalBasis {
  const first = roughlyOrthonormalize(panel, rows, columns);
  const second = roughlyOrthonormalize(first.basis, rows, columns);
  return { basis: second.basis, r: multiplySquare(second.r, first.r, columns) };
}

/** One round: enough between power iterations, where only the span matters. */
export function roughlyOrthonormalize(panel: Float32Array, rows: number, columns: number): OrthonormalBasis {
  const r = choleskyFactor(gramMatrix(panel, rows, columns), columns);
  return { basis: multiplyPanel(panel, rows, columns, inverseOfUpper(r, columns), columns), r };
}

/** A pivot below this share of its column's squared length is rounding of float32 input, not a new direction. */
const DEPENDENT = 1e-10;

/** Upper triangular R with RᵀR = gram; the row of a dependent column is zero. */
function choleskyFactor(gram: Float64Array, size: number): Float64Array {
  const r = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    const length = gram[k * size + k]!;
    let pivot = length;
    for (let above = 0; above < k; above++) pivot -= r[above * size + k]! ** 2;
    if (pivot <= DEPENDENT * length) continue;
    const root = Math.sqrt(pivot);
    r[k * size + k] = root;
    for (let column = k + 1; column < size; column++) {
      let value = gram[k * size + column]!;
      for (let above = 0; above < k; above++) value -= r[above * size + k]! * r[above * size + column]!;
      r[k * size + column] = value / root;
    }
  }
  return r;
}

/** R⁻¹ by back substitution, column by column; a zero pivot gives a zero column. */
function inverseOfUpper(r: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let column = 0; column < size; column++) {
    if (r[column * size + column] === 0) continue;
    for (let row = column; row >= 0; row--) {
      const pivot = r[row * size + row]!;
      if (pivot === 0) continue;
      let value = row === column ? 1 : 0;
      for (let k = row + 1; k <= column; k++) value -= r[row * size + k]! * inverse[k * size + column]!;
      inverse[row * size + column] = value / pivot;
    }
  }
  return inverse;
}

function multiplySquare(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = i; k < size; k++) {
      const factor = left[i * size + k]!;
      for (let j = k; j < size; j++) product[i * size + j]! += factor * right[k * size + j]!;
    }
  }
  return product;
}
