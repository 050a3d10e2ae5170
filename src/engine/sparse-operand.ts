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
  readonly matrix: CsrMatrix;
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
  return new RegisteredOperand(matrix, options.symmetric === true);
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

class RegisteredOperand implements SparseOperand {
  readonly id = nextId++;
  readonly matrix: CsrMatrix;
  readonly #symmetric: boolean;
  readonly #residents = new Map<symbol, Resident<unknown>>();
  #transposed: RegisteredOperand | undefined;

  constructor(matrix: CsrMatrix, symmetric: boolean) {
    this.matrix = matrix;
    this.#symmetric = symmetric;
    operands.set(this.id, this);
  }

  get rows(): number {
    return this.matrix.rows;
  }

  get columns(): number {
    return this.matrix.columns;
  }

  transposed(): SparseOperand {
    if (this.#symmetric) return this;
    this.#transposed ??= new RegisteredOperand(transpose(this.matrix), false);
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
    this.#transposed?.dispose();
  }
}
