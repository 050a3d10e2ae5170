import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { silentLogger } from '../../../src/core/log.js';
import { Random } from '../../../src/core/random.js';
import { startEngine, type Engine } from '../../../src/engine/start-engine.js';
import { assertCsr, hasEntry } from '../../../src/linalg/csr.js';
import { NodeOrder } from '../../../src/models/gcn/node-order.js';
import { TableLayout } from '../../../src/models/gcn/table-layout.js';
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
