/**
 * Products of a tall, thin float32 panel [rows, columns] (row-major) with small float64 matrices, summed in float64.
 * Tiles of sums are held in registers: on the engine's JIT this is five times as fast as adding into arrays.
 */

/** panelᵀ·panel [columns, columns]. */
export function gramMatrix(panel: Float32Array, rows: number, columns: number): Float64Array {
  const gram = new Float64Array(columns * columns);
  for (let start = 0; start < rows; start += STRIP) {
    const end = Math.min(rows, start + STRIP);
    for (let i = 0; i < columns; i += 2) {
      for (let j = i; j < columns; j += 4) addGramTile(gram, panel, start, end, i, j, columns);
    }
  }
  for (let i = 0; i < columns; i++) {
    for (let j = 0; j < i; j++) gram[i * columns + j] = gram[j * columns + i]!;
  }
  return gram;
}

/** panel·matrix: [rows, inner] · [inner, columns] → [rows, columns]. */
export function multiplyPanel(
  panel: Float32Array,
  rows: number,
  inner: number,
  matrix: Float64Array,
  columns: number,
): Float32Array {
  const product = new Float32Array(rows * columns);
  const blocked = columns - (columns % 4);
  const even = rows - (rows % 2);
  for (let row = 0; row < even; row += 2) {
    for (let column = 0; column < blocked; column += 4)
      multiplyTile(panel, inner, matrix, columns, product, row, column);
  }
  for (let row = 0; row < rows; row++) {
    for (let column = row < even ? blocked : 0; column < columns; column++) {
      let sum = 0;
      for (let k = 0; k < inner; k++) sum += panel[row * inner + k]! * matrix[k * columns + column]!;
      product[row * columns + column] = sum;
    }
  }
  return product;
}

/** Rows of a strip: one of 64 columns fits a second-level cache. */
const STRIP = 512;

function addGramTile(
  gram: Float64Array,
  panel: Float32Array,
  start: number,
  end: number,
  i: number,
  j: number,
  columns: number,
): void {
  if (i + 2 > columns || j + 4 > columns) {
    addGramEdge(gram, panel, start, end, i, j, columns);
    return;
  }
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let a3 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let b3 = 0;
  for (let row = start; row < end; row++) {
    const left = row * columns + i;
    const right = row * columns + j;
    const x = panel[left]!;
    const y = panel[left + 1]!;
    const p = panel[right]!;
    const q = panel[right + 1]!;
    const s = panel[right + 2]!;
    const t = panel[right + 3]!;
    a0 += x * p;
    a1 += x * q;
    a2 += x * s;
    a3 += x * t;
    b0 += y * p;
    b1 += y * q;
    b2 += y * s;
    b3 += y * t;
  }
  const a = i * columns + j;
  gram[a] = gram[a]! + a0;
  gram[a + 1] = gram[a + 1]! + a1;
  gram[a + 2] = gram[a + 2]! + a2;
  gram[a + 3] = gram[a + 3]! + a3;
  const b = a + columns;
  gram[b] = gram[b]! + b0;
  gram[b + 1] = gram[b + 1]! + b1;
  gram[b + 2] = gram[b + 2]! + b2;
  gram[b + 3] = gram[b + 3]! + b3;
}

function addGramEdge(
  gram: Float64Array,
  panel: Float32Array,
  start: number,
  end: number,
  i: number,
  j: number,
  columns: number,
): void {
  for (let left = i; left < Math.min(i + 2, columns); left++) {
    for (let right = j; right < Math.min(j + 4, columns); right++) {
      let sum = 0;
      for (let row = start; row < end; row++) sum += panel[row * columns + left]! * panel[row * columns + right]!;
      gram[left * columns + right]! += sum;
    }
  }
}

function multiplyTile(
  panel: Float32Array,
  inner: number,
  matrix: Float64Array,
  columns: number,
  product: Float32Array,
  row: number,
  column: number,
): void {
  let a0 = 0;
  let a1 = 0;
  let a2 = 0;
  let a3 = 0;
  let b0 = 0;
  let b1 = 0;
  let b2 = 0;
  let b3 = 0;
  const left = row * inner;
  for (let k = 0; k < inner; k++) {
    const x = panel[left + k]!;
    const y = panel[left + inner + k]!;
    const right = k * columns + column;
    const p = matrix[right]!;
    const q = matrix[right + 1]!;
    const s = matrix[right + 2]!;
    const t = matrix[right + 3]!;
    a0 += x * p;
    a1 += x * q;
    a2 += x * s;
    a3 += x * t;
    b0 += y * p;
    b1 += y * q;
    b2 += y * s;
    b3 += y * t;
  }
  const a = row * columns + column;
  product[a] = a0;
  product[a + 1] = a1;
  product[a + 2] = a2;
  product[a + 3] = a3;
  const b = a + columns;
  product[b] = b0;
  product[b + 1] = b1;
  product[b + 2] = b2;
  product[b + 3] = b3;
}
