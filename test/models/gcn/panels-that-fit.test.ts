import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../../src/core/run-context.js';
import { gcnModel } from '../../../src/models/gcn/gcn-model.js';
import { resolveHyperparameters } from '../../../src/models/gcn/hyperparameters.js';
import { memoryNeeds, totalOf } from '../../../src/models/gcn/memory-need.js';
import { panelsThatFit } from '../../../src/models/gcn/panels-that-fit.js';
import { blockGraph } from '../block-graph.js';
import { smallGraph } from './small-graph.js';

const COLUMN = 5 * 4;
const settings = (dimensions: number) =>
  resolveHyperparameters({ dimensions, layers: 3, loss: 'bpr', batchEdges: 2, l2: 0, validation: 'none' });

describe('a table larger than what an engine takes as one tensor', () => {
  const panels = (tensorBytes: number) =>
    panelsThatFit(smallGraph, settings(8), { name: 'webgpu', threads: 1, tensorBytes });

  it.each([
    [8, 1],
    [7.9, 2],
    [4, 2],
    [3, 3],
    [2.9, 4],
    [1, 8],
  ])('is held in as few panels as it takes: with room for %d columns in %i', (columns, count) => {
    expect(panels(columns * COLUMN)).toBe(count);
  });

  it('is refused only where not even one of its columns is taken', () => {
    expect(() => panels(COLUMN - 1)).toThrow(
      expect.objectContaining({
        code: 'OUT_OF_MEMORY',
        message: 'One column of a table of 5 nodes takes 20 bytes; the webgpu engine takes 19 in one tensor.',
      }),
    );
  });
});

describe('a training larger than the memory of an engine', () => {
  const needed = (dimensions: number, panels: number) =>
    totalOf(memoryNeeds(smallGraph, settings(dimensions), 1)(dimensions, panels));
  const panels = (dimensions: number, memoryBytes: number) =>
    panelsThatFit(smallGraph, settings(dimensions), { name: 'wasm', memoryBytes, threads: 1 });

  it('is held in panels from the byte on at which it does not fit as a whole', () => {
    expect(panels(64, needed(64, 1))).toBe(1);
    expect(panels(64, needed(64, 1) - 1)).toBe(2);
    expect(panels(64, needed(64, 2) - 1)).toBe(3);
    expect(panels(64, needed(64, 4))).toBe(4);
  });

  it('is refused where it does not fit in panels of 16 columns, with what is needed, what there is and what would fit', () => {
    expect(() => panels(64, needed(64, 4) - 1)).toThrow(
      expect.objectContaining({
        code: 'OUT_OF_MEMORY',
        message: expect.stringMatching(
          /^Training 5 nodes in 64 dimensions takes 0[.]02 MiB .*; the wasm engine has 0[.]02 MiB[.]$/,
        ),
        cure: 'Use at most 62 dimensions, or --engine tensorflow.',
      }),
    );
    expect(() => panels(8, needed(8, 1) - 1)).toThrow(
      expect.objectContaining({ cure: 'Use at most 7 dimensions, or --engine tensorflow.' }),
    );
    expect(() => panels(8, memoryNeeds(smallGraph, settings(8), 1)(8, 1).adjacency)).toThrow(
      expect.objectContaining({ cure: 'Use --engine tensorflow: no number of dimensions fits.' }),
    );
  });

  it('is none where the engine has no limit of its own', () => {
    expect(panelsThatFit(smallGraph, settings(64), { name: 'cpu', threads: 1 })).toBe(1);
  });

  it('is refused before anything is made: a million nodes of 1,024 dimensions', async () => {
    const { dataset } = blockGraph();
    const users = 1_000_000;
    const { columns, rows, indptr, indices } = dataset.interactions;
    const wide = new Int32Array(users + 1).fill(indices.length);
    wide.set(indptr.subarray(0, rows));
    const interactions = { rows: users, columns, indptr: wide, indices, values: null };
    const training = gcnModel({ engine: 'wasm', threads: 1, hyperparameters: { dimensions: 1024 } }).train(
      { ...dataset, interactions },
      { ...runContext(), seed: 1 },
    );
    await expect(training).rejects.toMatchObject({
      code: 'OUT_OF_MEMORY',
      message: expect.stringMatching(/takes 12\d{3} MiB .* the wasm engine has 40\d\d MiB/),
      cure: expect.stringMatching(/^Use at most 3\d\d dimensions, or --engine tensorflow[.]$/),
    });
  });
});
