import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Random } from '../../../src/core/random.js';
import { transpose, type CsrMatrix } from '../../../src/linalg/csr.js';
import { improveFactors } from '../../../src/linalg/implicit-least-squares.js';

/** Made by hand: `python3 -m venv PLACE && PLACE/bin/pip install implicit==0.7.3`. */
const PYTHON = join(homedir(), '.cache', 'edgewise', 'bench', 'implicit-0.7.3', 'bin', 'python');
const withImplicit = existsSync(PYTHON) ? describe : describe.skip;

const [USERS, ITEMS, DIMENSIONS, STEPS] = [300, 200, 16, 3];

interface Factors {
  readonly users: Float32Array;
  readonly items: Float32Array;
}

interface Settings {
  readonly alpha: number;
  readonly regularization: number;
  readonly iterations: number;
}

withImplicit(`alternating least squares (skipped without implicit in ${PYTHON})`, () => {
  const matrix = weightedPairs();

  it.each([
    { alpha: 40, regularization: 100, iterations: 2 },
    { alpha: 1, regularization: 1, iterations: 2 },
    { alpha: 0, regularization: 0.5, iterations: 2 },
  ])('moves factors as implicit does from the same start ($alpha, $regularization)', async (settings) => {
    const [ours, theirs] = await both(matrix, settings);
    for (const side of ['users', 'items'] as const) {
      const largest = theirs[side].reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      expect(largest).toBeGreaterThan(1e-3);
      ours[side].forEach((value, place) => expect(Math.abs(value - theirs[side][place]!)).toBeLessThan(1e-3 * largest));
    }
  });

  it.each([
    { alpha: 40, regularization: 100, iterations: 60 },
    { alpha: 4, regularization: 2, iterations: 60 },
  ])('ends at the same objective ($alpha, $regularization)', async (settings) => {
    const [ours, theirs] = (await both(matrix, settings)).map((factors) => objective(matrix, factors, settings));
    const nothing = objective(matrix, start(0), settings);
    expect(ours! / theirs!).toBeGreaterThan(1 - 1e-3);
    expect(ours! / theirs!).toBeLessThan(1 + 1e-3);
    expect(ours!).toBeLessThan(0.9 * nothing);
  });
});

/** Pairs that are denser within ten groups, of weights 1 to 3; no row and no column is empty. */
function weightedPairs(): CsrMatrix {
  const random = Random.fromSeed(3);
  const rows = Array.from({ length: USERS }, (_, user) =>
    Array.from({ length: ITEMS }, (_, item) => item).filter(
      (item) => item === user % ITEMS || random.float() < (item % 10 === user % 10 ? 0.5 : 0.05),
    ),
  );
  const indptr = new Int32Array(USERS + 1);
  rows.forEach((row, user) => (indptr[user + 1] = indptr[user]! + row.length));
  const indices = Int32Array.from(rows.flat());
  const values = Float32Array.from(indices, () => 1 + random.below(3));
  return { rows: USERS, columns: ITEMS, indptr, indices, values };
}

function start(scale: number): Factors {
  const random = Random.fromSeed(5);
  const table = (rows: number) =>
    Float32Array.from({ length: rows * DIMENSIONS }, () => (random.float() - 0.5) * scale);
  return { users: table(USERS), items: table(ITEMS) };
}

async function both(matrix: CsrMatrix, settings: Settings): Promise<[ours: Factors, theirs: Factors]> {
  const { users, items } = start(0.2);
  const { rows, columns, indptr, indices, values } = matrix;
  const lists = { indptr, indices, values: values!, users, items };
  const listed = Object.fromEntries(Object.entries(lists).map(([name, array]) => [name, [...array]]));
  const input = JSON.stringify({ rows, columns, dimensions: DIMENSIONS, ...listed, ...settings });
  const environment: NodeJS.ProcessEnv = { ...process.env, OPENBLAS_NUM_THREADS: '1' };
  delete environment['OPENBLAS_CORETYPE']; // may name a kernel that numpy's BLAS does not have
  const script = 'test/full/models/implicit_als.py';
  const answer = execFileSync(PYTHON, [script], { input, env: environment, maxBuffer: 2 ** 26 });
  const theirs = JSON.parse(answer.toString()) as Record<keyof Factors, number[]>;
  const options = { ...settings, dimensions: DIMENSIONS, steps: STEPS, signal: new AbortController().signal };
  const byItem = transpose(matrix);
  for (let iteration = 0; iteration < settings.iterations; iteration++) {
    await improveFactors(matrix, users, items, options);
    await improveFactors(byItem, items, users, options);
  }
  return [
    { users, items },
    { users: Float32Array.from(theirs.users), items: Float32Array.from(theirs.items) },
  ];
}

/** Σ c (p − x·y)² over all pairs + λ (Σ‖x‖² + Σ‖y‖²), as the paper has it. */
function objective(
  { indptr, indices, values }: CsrMatrix,
  { users, items }: Factors,
  { alpha, regularization }: Settings,
): number {
  let sum = 0;
  for (let user = 0; user < USERS; user++) {
    const weights = new Float64Array(ITEMS);
    for (let entry = indptr[user]!; entry < indptr[user + 1]!; entry++) weights[indices[entry]!] = values![entry]!;
    for (let item = 0; item < ITEMS; item++) {
      let score = 0;
      for (let d = 0; d < DIMENSIONS; d++) score += users[user * DIMENSIONS + d]! * items[item * DIMENSIONS + d]!;
      const weight = weights[item]!;
      sum += (1 + alpha * weight) * ((weight > 0 ? 1 : 0) - score) ** 2;
    }
  }
  for (const table of [users, items]) for (const value of table) sum += regularization * value ** 2;
  return sum;
}
