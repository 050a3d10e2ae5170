/** Singular values, descending, with left and right vectors as the columns of row-major [size, size] matrices. */
export interface SmallSvd {
  readonly u: Float64Array;
  readonly s: Float64Array;
  readonly v: Float64Array;
}

/**
 * The singular value decomposition of a small square matrix [size, size] (row-major) by one-sided Jacobi rotations:
 * pairs of columns are rotated until all are orthogonal; their lengths are the singular values, exact even for the
 * small ones. The left vector of a zero singular value is zero.
 *
 * Source: Demmel & Veselić, "Jacobi's method is more accurate than QR", 1992.
 */
export function jacobiSvd(matrix: Float64Array, size: number): SmallSvd {
  // Columns are kept as rows of these two, so that a rotation walks contiguous memory.
  const columns = transposed(matrix, size);
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < MAX_SWEEPS; sweep++) {
    if (!rotateAllPairs(columns, vectors, size)) break;
  }
  return sortByLength(columns, vectors, size);
}

const MAX_SWEEPS = 60;
/** Cosine between two columns that counts as orthogonal. */
const ORTHOGONAL = 1e-15;

function rotateAllPairs(columns: Float64Array, vectors: Float64Array, size: number): boolean {
  let rotated = false;
  for (let p = 0; p < size - 1; p++) {
    for (let q = p + 1; q < size; q++) {
      const alpha = dot(columns, p, p, size);
      const beta = dot(columns, q, q, size);
      const gamma = dot(columns, p, q, size);
      if (Math.abs(gamma) <= ORTHOGONAL * Math.sqrt(alpha * beta)) continue;
      rotated = true;
      const zeta = (beta - alpha) / (2 * gamma);
      const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta));
      const cosine = 1 / Math.hypot(1, tangent);
      rotate(columns, p, q, size, cosine, cosine * tangent);
      rotate(vectors, p, q, size, cosine, cosine * tangent);
    }
  }
  return rotated;
}

function rotate(rows: Float64Array, p: number, q: number, size: number, cosine: number, sine: number): void {
  for (let k = 0; k < size; k++) {
    const x = rows[p * size + k]!;
    const y = rows[q * size + k]!;
    rows[p * size + k] = cosine * x - sine * y;
    rows[q * size + k] = sine * x + cosine * y;
  }
}

function sortByLength(columns: Float64Array, vectors: Float64Array, size: number): SmallSvd {
  const lengths = Float64Array.from({ length: size }, (_, column) => Math.sqrt(dot(columns, column, column, size)));
  const order = Int32Array.from(lengths.keys()).sort((a, b) => lengths[b]! - lengths[a]! || a - b);
  const u = new Float64Array(size * size);
  const s = new Float64Array(size);
  const v = new Float64Array(size * size);
  order.forEach((from, to) => {
    const length = lengths[from]!;
    s[to] = length;
    for (let k = 0; k < size; k++) {
      u[k * size + to] = length === 0 ? 0 : columns[from * size + k]! / length;
      v[k * size + to] = vectors[from * size + k]!;
    }
  });
  return { u, s, v };
}

function dot(rows: Float64Array, p: number, q: number, size: number): number {
  let sum = 0;
  for (let k = 0; k < size; k++) sum += rows[p * size + k]! * rows[q * size + k]!;
  return sum;
}

function transposed(matrix: Float64Array, size: number): Float64Array {
  return Float64Array.from(
    { length: size * size },
    (_, position) => matrix[(position % size) * size + Math.floor(position / size)]!,
  );
}
