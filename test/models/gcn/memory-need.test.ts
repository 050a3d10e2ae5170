import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { silentLogger } from '../../../src/core/log.js';
import { Random } from '../../../src/core/random.js';
import { startEngine, type Engine } from '../../../src/engine/start-engine.js';
import type { CsrMatrix } from '../../../src/linalg/csr.js';
import { BatchStream } from '../../../src/models/gcn/batch-stream.js';
import { createObjective } from '../../../src/models/gcn/create-objective.js';
import { resolveHyperparameters, type GcnHyperparameters } from '../../../src/models/gcn/hyperparameters.js';
import { memoryNeeds, type MemoryNeed } from '../../../src/models/gcn/memory-need.js';
import { Propagation } from '../../../src/models/gcn/propagation.js';
import { startingTable } from '../../../src/models/gcn/starting-table.js';
import { TableLayout } from '../../../src/models/gcn/table-layout.js';
import { TableOptimizer } from '../../../src/models/gcn/table-optimizer.js';
import { trainStep } from '../../../src/models/gcn/train-step.js';
import { TrainingState } from '../../../src/models/gcn/training-state.js';
import { randomCsr } from '../../linalg/sparse-matrices.js';
import { smallGraph } from './small-graph.js';

const chosen = { dimensions: 8, layers: 3, loss: 'bpr', batchEdges: 2, l2: 0, validation: 'none' } as const;
const hyperparameters = (more: Partial<GcnHyperparameters> = {}): GcnHyperparameters =>
  resolveHyperparameters({ ...chosen, ...more });
const TABLE = 5 * 8 * 4;
const needOf = (interactions: CsrMatrix, all: GcnHyperparameters, panels = 1): MemoryNeed =>
  memoryNeeds(interactions, all, 1)(all.dimensions, panels);

describe('the memory that a training takes', () => {
  it('is what one counts by hand', () => {
    // Chunks' bounds 33, indptr 6, indices 8, places 5, twice the longest row 6; three factors for each node.
    const adjacency = 4 * (33 + 6 + 8 + 5 + 6) + 3 * 4 * 5;
    const batch = 4 * 8 * (11 * 2 + 4 * 5);
    expect(needOf(smallGraph, hyperparameters())).toEqual({ tables: 3 * TABLE, layers: 3 * TABLE, adjacency, batch });
    const weighted = { ...smallGraph, values: Float32Array.of(1, 2, 3, 4) };
    expect(needOf(weighted, hyperparameters()).adjacency).toBe(adjacency + 4 * 8);
  });

  it.each([
    ['a validation', { validation: 'random' }, 5],
    ['the slope of l2', { layers: 1, l2: 0.1 }, 4],
    ['the sum of many layers that serving holds', { layers: 8 }, 12],
  ] as const)('has its peak at %s', (_, more, tables) => {
    expect(needOf(smallGraph, hyperparameters(more)).layers).toBe(tables * TABLE);
  });

  it('counts layers by the widest panel, since one is at work at a time, and tables whole', () => {
    const { tables, layers } = needOf(smallGraph, hyperparameters(), 3);
    expect([tables, layers]).toEqual([3 * TABLE, 3 * (5 * 3 * 4)]);
    expect(needOf(smallGraph, hyperparameters({ layers: 8 }), 2).layers).toBe(14 * (TABLE / 2) - 2 * TABLE);
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
    { layers: 3, loss: 'bpr', panels: 2 },
    { layers: 2, loss: 'sampled-softmax', batchUsers: 2, negatives: 3, l2: 0.1, panels: 3 },
  ] as const)('never pass what was counted, and come near it: %j', async (choice) => {
    const { panels = 1, ...more }: Partial<GcnHyperparameters> & { panels?: number } = choice;
    const all = hyperparameters({ dimensions: 32, start: 'random', ...more });
    const { tables, layers, adjacency, batch } = needOf(interactions, all, panels);
    const before = tf.memory().numBytes;
    const random = (label: string): Random => Random.stream(1, label);
    const propagation = new Propagation(interactions, all.layers);
    const layout = new TableLayout(all.dimensions, panels);
    const table = await startingTable(propagation, interactions, layout, 'random', random('start'));
    const optimizer = TableOptimizer.start(table, all.beta2, layout);
    const stream = new BatchStream(createObjective(interactions, all), { order: random('o'), negatives: random('n') });
    const state = new TrainingState('selection', { optimizer, stream }, { history: [], kept: null });
    const { peakBytes } = await tf.profile(async () => {
      await trainStep({ state, job: { hyperparameters: all }, propagation });
      return [];
    });
    const { peakBytes: validating } = await tf.profile(async () => {
      await layout.readMapped(optimizer.panels, (panel) => propagation.embeddings(panel));
      return [];
    });
    expect(peakBytes - before).toBeLessThanOrEqual(tables + layers + adjacency + batch);
    expect(peakBytes - before).toBeGreaterThanOrEqual(tables + layers);
    const validated = needOf(interactions, { ...all, validation: 'random' }, panels);
    expect(validating - before).toBeLessThanOrEqual(validated.tables + validated.layers + adjacency);
    optimizer.dispose();
    propagation.dispose();
  });
});
