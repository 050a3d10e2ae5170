import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../src/core/log.js';
import { Random } from '../../../src/core/random.js';
import { runContext } from '../../../src/core/run-context.js';
import type { Dataset } from '../../../src/dataset/dataset.js';
import { startEngine, type Engine } from '../../../src/engine/start-engine.js';
import { assertCsr, hasEntry, type CsrMatrix } from '../../../src/linalg/csr.js';
import { gcnModel } from '../../../src/models/gcn/gcn-model.js';
import { NodeOrder } from '../../../src/models/gcn/node-order.js';
import { TableLayout } from '../../../src/models/gcn/table-layout.js';
import type { TrainedModel, TrainRun } from '../../../src/models/model.js';
import { denseOf, randomCsr, randomFloats } from '../../linalg/sparse-matrices.js';
import { stateAfterSteps } from './state-after-steps.js';

const signed = randomCsr(Random.fromSeed(3), 40, 30, 0.15);
const interactions = { ...signed, values: signed.values!.map(Math.abs) };
const NODES = 70;
const order = NodeOrder.byLocality(interactions);

describe('an order of nodes', () => {
  const rowOf = order.rowsOf(Int32Array.from({ length: NODES }, (_, node) => node));

  it('moves nodes, users among users', () => {
    expect([...rowOf]).not.toEqual([...rowOf].sort((a, b) => a - b));
    expect([...rowOf.subarray(0, 40)].sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, user) => user));
  });

  it('moves every interaction with its weight', () => {
    const moved = order.ofInteractions(interactions);
    assertCsr(moved);
    const [before, after] = [denseOf(interactions), denseOf(moved)];
    before.forEach((row, user) =>
      row.forEach((weight, item) => {
        expect(after[rowOf[user]!]![rowOf[40 + item]! - 40]).toBe(weight);
        expect(hasEntry(moved, rowOf[user]!, rowOf[40 + item]! - 40)).toBe(weight !== 0);
      }),
    );
  });

  it('moves a table there and back', () => {
    const table = randomFloats(Random.fromSeed(4), NODES * 3);
    const moved = order.byRow(table);
    expect(order.byNode(moved)).toEqual(table);
    expect(moved.subarray(3 * rowOf[7]!, 3 * rowOf[7]! + 3)).toEqual(table.subarray(21, 24));
  });
});

describe.each([
  ['cpu', 1],
  ['wasm', 2],
] as const)('training on %s with nodes in order', (name, threads) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine(name, { log: silentLogger, threads });
  });
  afterAll(() => engine.dispose());

  it.each(['bpr', 'sampled-softmax'] as const)('by %s learns what it learns without', async (loss) => {
    const start = randomFloats(Random.fromSeed(5), NODES * 12);
    const stateIn = (nodeOrder: NodeOrder) =>
      stateAfterSteps(interactions, { loss, l2: 0.01 }, new TableLayout(12, 1, nodeOrder), start);
    const [plain, ordered] = [await stateIn(NodeOrder.asNumbered), await stateIn(order)];
    for (const part of ['table', 'mean', 'square'] as const) {
      const largest = plain[part].reduce((most, value) => Math.max(most, Math.abs(value)), 0);
      const differences = ordered[part].map((value, place) => Math.abs(value - plain[part][place]!) / largest);
      expect(Math.max(...differences)).toBeLessThan(1e-4);
      expect(largest).toBeGreaterThan(0);
    }
  });
});

describe('an order for products', () => {
  /** 5,000 users and as many items in blocks that numbers go round; users have items of their own block. */
  const graphOf = (blocks: number): CsrMatrix => {
    const [nodes, degree] = [5000, 6];
    const random = Random.fromSeed(6);
    const rows = Array.from({ length: nodes }, (_, user) => {
      const items = new Set<number>();
      while (items.size < degree) items.add((user % blocks) + blocks * random.below(nodes / blocks));
      return Int32Array.from(items).sort();
    });
    const indptr = Int32Array.from({ length: nodes + 1 }, (_, user) => degree * user);
    return {
      rows: nodes,
      columns: nodes,
      indptr,
      indices: Int32Array.from(rows.flatMap((row) => [...row])),
      values: null,
    };
  };

  it('is by locality where a graph has communities', () => {
    const found = NodeOrder.forProducts(graphOf(100));
    const nodes = Int32Array.from({ length: 10_000 }, (_, node) => node);
    expect(found.rowsOf(nodes)).toEqual(NodeOrder.byLocality(graphOf(100)).rowsOf(nodes));
    expect(found.rowsOf(nodes)).not.toEqual(nodes);
  });

  it('is as numbered where there are none, and where all nodes are in the cache anyway', () => {
    expect(NodeOrder.forProducts(graphOf(1))).toBe(NodeOrder.asNumbered);
    expect(NodeOrder.forProducts(interactions)).toBe(NodeOrder.asNumbered);
  });

  it('is found anew by a run that goes on, to the same bits', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'edgewise-ordered-'));
    const dataset = { interactions: graphOf(100), fingerprint: 'blocks' } as Dataset;
    const sizes = { dimensions: 8, epochs: 2, batchUsers: 200, negatives: 20 };
    const hyperparameters = { ...sizes, start: 'random', validation: 'none' } as const;
    const train = (run: Partial<TrainRun> = {}): Promise<TrainedModel> =>
      gcnModel({ engine: 'wasm', threads: 1, hyperparameters }).train(dataset, { ...runContext(run), seed: 1, ...run });
    const whole = await train();
    const stop = new AbortController();
    const progress = ({ done }: { readonly done: number }): void => {
      if (done === 30) stop.abort();
    };
    const run = { checkpointDirectory: directory, progress, signal: stop.signal };
    await expect(train(run)).rejects.toMatchObject({ code: 'INTERRUPTED' });
    const resumed = await train({ checkpointDirectory: directory, resume: true });
    expect(resumed.components).toEqual(whole.components);
    await rm(directory, { recursive: true });
  });
});
