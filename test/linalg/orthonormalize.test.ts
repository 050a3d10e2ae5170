import { describe, expect, it } from '@jest/globals';
import { Random } from '../../src/core/random.js';
import { orthonormalize } from '../../src/linalg/orthonormalize.js';
import { gramMatrix, multiplyPanel } from '../../src/linalg/panel.js';
import { expectClose } from './closeness.js';
import { randomFloats } from './sparse-matrices.js';

describe('an orthonormal basis', () => {
  it.each([
    [5, 1],
    [40, 7],
    [700, 33],
  ])('of %i × %i values is orthonormal and restores them with R', (rows, columns) => {
    const panel = randomFloats(Random.fromSeed(rows), rows * columns);
    const { basis, r } = orthonormalize(panel, rows, columns);
    const identity = Float64Array.from({ length: columns * columns }, (_, at) => (at % (columns + 1) === 0 ? 1 : 0));
    expectClose(gramMatrix(basis, rows, columns), identity, 1e-6);
    expectClose(multiplyPanel(basis, rows, columns, r, columns), panel, 1e-5);
  });

  it('has a zero column where one depends on those before it', () => {
    // The second column is twice the first.
    const { basis, r } = orthonormalize(Float32Array.of(1, 2, 0, 2, 4, 1, 2, 4, 3), 3, 3);
    expect([basis[1], basis[4], basis[7]]).toEqual([0, 0, 0]);
    expectClose(multiplyPanel(basis, 3, 3, r, 3), [1, 2, 0, 2, 4, 1, 2, 4, 3], 1e-5);
  });

  it('stays orthonormal where columns nearly agree', () => {
    const random = Random.fromSeed(5);
    const panel = randomFloats(random, 400);
    for (let row = 0; row < 100; row++) panel[row * 4 + 1] = panel[row * 4]! + 1e-3 * random.normal();
    const identity = Float64Array.from({ length: 16 }, (_, at) => (at % 5 === 0 ? 1 : 0));
    expectClose(gramMatrix(orthonormalize(panel, 100, 4).basis, 100, 4), identity, 1e-6);
  });
});
