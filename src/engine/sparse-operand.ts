import { EdgewiseError } from '../core/errors.js';
import { assertCsr, transpose, type CsrMatrix } from '../linalg/csr.js';

export interface SparseOperandOptions {
  /** The matrix equals its transpose; then no transpose is ever built. The caller's word is taken. */
  readonly symmetric?: boolean;
}

/**
 * A CSR matrix as an operand of tfjs ops. Kernels know it by `id`, an ordinary op attribute, and keep what they copy to
 * their own memory as residents of it, so that a copy is made once and freed with the operand.
 */
export interface SparseOperand {
  readonly id: number;
  readonly rows: number;
  readonly columns: number;
  /** What it stands for; built at the first look where it is scaled. */
  readonly matrix: CsrMatrix;
  /** The operand that this one was scaled from, and by what; kernels that scale by themselves share its residents. */
  readonly scaled: { readonly from: SparseOperand; readonly rowScale: Float32Array } | undefined;
  /** diag(rowScale) · matrix as an operand that shares what is kept for this one, and goes with it. rowScale: [rows] */
  scaledBy(rowScale: Float32Array): SparseOperand;
  /** The operand of the transpose: itself when symmetric, else built at the first call and owned by this one. */
  transposed(): SparseOperand;
  /** What a kernel keeps for this operand under its own key; `create` runs once, `free` when the operand is disposed. */
  resident<T>(owner: symbol, create: () => Resident<T>): T;
  /** Frees everything kept for it; using it afterwards throws INTERNAL. Twice is once. */
  dispose(): void;
}

export interface Resident<T> {
  readonly value: T;
  free(): void;
}

/**
 * Makes `matrix` an operand of sparse ops. It is uploaded to an engine's memory when an op first needs it.
 * Errors: SHAPE_MISMATCH or INDEX_OUT_OF_RANGE when it is not a valid CSR matrix.
 */
export function createSparseOperand(matrix: CsrMatrix, options: SparseOperandOptions = {}): SparseOperand {
  assertCsr(matrix);
  if (options.symmetric === true && matrix.rows !== matrix.columns) {
    throw new EdgewiseError('SHAPE_MISMATCH', `A matrix of ${matrix.rows} × ${matrix.columns} cannot be symmetric.`);
  }
  return new MatrixOperand(matrix, options.symmetric === true);
}

/** The operand with that id, as kernels find it. Throws INTERNAL when it was disposed. */
export function sparseOperand(id: number): SparseOperand {
  const operand = operands.get(id);
  if (operand === undefined)
    throw new EdgewiseError('INTERNAL', `Sparse operand ${id} was used after it was disposed.`);
  return operand;
}

const operands = new Map<number, SparseOperand>();
let nextId = 1;

abstract class RegisteredOperand implements SparseOperand {
  readonly id = nextId++;
  readonly rows: number;
  readonly columns: number;
  readonly #residents = new Map<symbol, Resident<unknown>>();
  readonly #owned: SparseOperand[] = [];
  #transposed: SparseOperand | undefined;

  protected constructor({ rows, columns }: Pick<CsrMatrix, 'rows' | 'columns'>) {
    this.rows = rows;
    this.columns = columns;
    operands.set(this.id, this);
  }

  abstract readonly matrix: CsrMatrix;
  abstract readonly scaled: SparseOperand['scaled'];
  protected abstract readonly symmetric: boolean;

  scaledBy(rowScale: Float32Array): SparseOperand {
    if (rowScale.length !== this.rows) {
      throw new EdgewiseError('SHAPE_MISMATCH', `${rowScale.length} factors cannot scale ${this.rows} rows.`);
    }
    return this.#own(new ScaledOperand(this, rowScale));
  }

  transposed(): SparseOperand {
    if (this.symmetric) return this;
    this.#transposed ??= this.#own(new MatrixOperand(transpose(this.matrix), false));
    return this.#transposed;
  }

  resident<T>(owner: symbol, create: () => Resident<T>): T {
    const known = this.#residents.get(owner) as Resident<T> | undefined;
    if (known !== undefined) return known.value;
    const created = create();
    this.#residents.set(owner, created);
    return created.value;
  }

  dispose(): void {
    operands.delete(this.id);
    for (const resident of this.#residents.values()) resident.free();
    this.#residents.clear();
    for (const operand of this.#owned) operand.dispose();
  }

  #own(operand: SparseOperand): SparseOperand {
    this.#owned.push(operand);
    return operand;
  }
}

class MatrixOperand extends RegisteredOperand {
  readonly matrix: CsrMatrix;
  readonly scaled = undefined;
  protected readonly symmetric: boolean;

  constructor(matrix: CsrMatrix, symmetric: boolean) {
    super(matrix);
    this.matrix = matrix;
    this.symmetric = symmetric;
  }
}

class ScaledOperand extends RegisteredOperand {
  readonly scaled: { readonly from: SparseOperand; readonly rowScale: Float32Array };
  protected readonly symmetric = false;
  #matrix: CsrMatrix | undefined;

  constructor(from: SparseOperand, rowScale: Float32Array) {
    super(from);
    this.scaled = { from, rowScale };
  }

  get matrix(): CsrMatrix {
    this.#matrix ??= scaleMatrixRows(this.scaled.from.matrix, this.scaled.rowScale);
    return this.#matrix;
  }
}

function scaleMatrixRows(matrix: CsrMatrix, rowScale: Float32Array): CsrMatrix {
  const values = matrix.values?.slice() ?? new Float32Array(matrix.indices.length).fill(1);
  rowScale.forEach((factor, row) => {
    for (let entry = matrix.indptr[row]!; entry < matrix.indptr[row + 1]!; entry++) values[entry]! *= factor;
  });
  return { ...matrix, values };
}
