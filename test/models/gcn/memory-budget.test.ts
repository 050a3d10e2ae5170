import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { silentLogger } from '../../../src/core/log.js';
import { Random } from '../../../src/core/random.js';
import { runContext } from '../../../src/core/run-context.js';
import { startEngine, type Engine } from '../../../src/engine/start-engine.js';
import type { CsrMatrix } from '../../../src/linalg/csr.js';
import { BatchStream } from '../../../src/models/gcn/batch-stream.js';
import { createObjective } from '../../../src/models/gcn/create-objective.js';
import { gcnModel } from '../../../src/models/gcn/gcn-model.js';
import { resolveHyperparameters, type GcnHyperparameters } from '../../../src/models/gcn/hyperparameters.js';
import { assertFitsMemory, memoryNeed } from '../../../src/models/gcn/memory-budget.js';
import { Propagation } from '../../../src/models/gcn/propagation.js';
import { startingTable } from '../../../src/models/gcn/starting-table.js';
import { TableOptimizer } from '../../../src/models/gcn/table-optimizer.js';
import { trainStep } from '../../../src/models/gcn/train-step.js';
import { TrainingState } from '../../../src/models/gcn/training-state.js';
import { randomCsr } from '../../linalg/sparse-matrices.js';
import { blockGraph } from '../block-graph.js';

/** Three users, two items; item 0 is everyone's. */
const small: CsrMatrix = {
  rows: 3,
  columns: 2,
  indptr: Int32Array.of(0, 2, 3, 4),
  indices: Int32Array.of(0, 1, 0, 0),
  values: null,
};
const chosen = { dimensions: 8, layers: 3, loss: 'bpr', batchEdges: 2, l2: 0, validation: 'none' } as const;
const hyperparameters = (more: Partial<GcnHyperparameters> = {}): GcnHyperparameters =>
  resolveHyperparameters({ ...chosen, ...more });
const TABLE = 5 * 8 * 4;

describe('the memory that a training takes', () => {
  it('is what one counts by hand', () => {
    // Chunks' bounds 33, indptr 6, indices 8, places 5, twice the longest row 6; three factors for each node.
    const adjacency = 4 * (33 + 6 + 8 + 5 + 6) + 3 * 4 * 5;
    const batch = 4 * 8 * (11 * 2 + 4 * 5);
    expect(memoryNeed(small, hyperparameters(), 1)).toEqual({ tables: 3 * TABLE, layers: 3 * TABLE, adjacency, batch });
    const weighted = { ...small, values: Float32Array.of(1, 2, 3, 4) };
    expect(memoryNeed(weighted, hyperparameters(), 1).adjacency).toBe(adjacency + 4 * 8);
  });

  it.each([
    ['a validation', { validation: 'random' }, 5],
    ['the slope of l2', { layers: 1, l2: 0.1 }, 4],
    ['the sum of many layers that serving holds', { layers: 8 }, 13],
  ] as const)('has its peak at %s', (_, more, tables) => {
    expect(memoryNeed(small, hyperparameters(more), 1).layers).toBe(tables * TABLE);
  });
});

describe('a training that an engine cannot hold', () => {
  const { tables, layers, adjacency, batch } = memoryNeed(small, hyperparameters(), 1);
  const needed = tables + layers + adjacency + batch;
  const within = (memoryBytes: number) => () =>
    assertFitsMemory(small, hyperparameters(), { name: 'wasm', memoryBytes, threads: 1 });

  it('is refused by the byte, with what is needed, what there is and what would fit', () => {
    expect(within(needed)).not.toThrow();
    expect(within(needed - 1)).toThrow(
      expect.objectContaining({
        code: 'OUT_OF_MEMORY',
        message: expect.stringMatching(
          /^Training 5 nodes in 8 dimensions takes 0[.]00 MiB .*; the wasm engine has 0[.]00 MiB[.]$/,
        ),
        cure: 'Use at most 7 dimensions, or --engine tensorflow.',
      }),
    );
    expect(within(adjacency)).toThrow(
      expect.objectContaining({ cure: 'Use --engine tensorflow: no number of dimensions fits.' }),
    );
  });

  it('is none where the engine has no limit of its own', () => {
    expect(() => assertFitsMemory(small, hyperparameters(), { name: 'cpu', threads: 1 })).not.toThrow();
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
      message: expect.stringMatching(/takes 31\d{3} MiB .* the wasm engine has 40\d\d MiB/),
      cure: 'Use at most 132 dimensions, or --engine tensorflow.',
    });
  });
});

describe('on wasm, the tensors of a training', () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine('wasm', { log: silentLogger, threads: 1 });
  });
  afterAll(() => engine.dispose());
  const interactions: CsrMatrix = { ...randomCsr(Random.fromSeed(1), 300, 200, 0.03), values: null };

  it.each([
    { layers: 1, loss: 'bpr' },
    { layers: 3, loss: 'bpr' },
    { layers: 3, loss: 'bpr', l2: 0.1 },
    { layers: 2, loss: 'sampled-softmax', batchUsers: 2, negatives: 3 },
    { layers: 2, loss: 'sampled-softmax', similarity: 'cosine', batchUsers: 2, negatives: 3 },
    { layers: 1, loss: 'sampled-softmax', similarity: 'cosine', batchUsers: 200, negatives: 200 },
    { layers: 2, loss: 'bpr', l2: 0.1, batchEdges: 3 },
    { layers: 2, loss: 'bsl', similarity: 'cosine', batchUsers: 200, negatives: 200, negativeSampling: 'popular' },
    { layers: 2, loss: 'bpr', contrast: 0.1, batchL2: 0.1 },
    { layers: 1, loss: 'sampled-softmax', contrast: 0.1, batchL2: 0.1, batchUsers: 200, negatives: 200 },
  ] as const)('never pass what was counted, and come near it: %j', async (more) => {
    const all = hyperparameters({ dimensions: 32, start: 'random', ...more });
    const { tables, layers, adjacency, batch } = memoryNeed(interactions, all, 1);
    const before = tf.memory().numBytes;
    const random = (label: string): Random => Random.stream(1, label);
    const propagation = new Propagation(interactions, all.layers);
    const table = await startingTable(propagation, interactions, all, random('start'));
    const optimizer = TableOptimizer.start(table, all.beta2);
    const stream = new BatchStream(createObjective(interactions, all), { order: random('o'), negatives: random('n') });
    const state = new TrainingState('selection', { optimizer, stream }, { history: [], kept: null });
    const { peakBytes } = await tf.profile(async () => {
      await trainStep({ state, job: { hyperparameters: all }, propagation });
      return [];
    });
    const { peakBytes: validating } = await tf.profile(() => tf.tidy(() => propagation.embeddings(optimizer.table)));
    expect(peakBytes - before).toBeLessThanOrEqual(tables + layers + adjacency + batch);
    expect(peakBytes - before).toBeGreaterThanOrEqual(tables + layers);
    const validated = memoryNeed(interactions, { ...all, validation: 'random' }, 1);
    expect(validating - before).toBeLessThanOrEqual(validated.tables + validated.layers + adjacency);
    optimizer.dispose();
    propagation.dispose();
  });
});
