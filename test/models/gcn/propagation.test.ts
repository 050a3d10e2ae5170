import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as tf from '@tensorflow/tfjs';
import { silentLogger } from '../../../src/core/log.js';
import { Random } from '../../../src/core/random.js';
import { startEngine, type Engine } from '../../../src/engine/start-engine.js';
import { normalizedAdjacency } from '../../../src/linalg/bipartite.js';
import { rowSums, transpose, type CsrMatrix } from '../../../src/linalg/csr.js';
import { dotComponent } from '../../../src/models/gcn/dot-component.js';
import { Propagation } from '../../../src/models/gcn/propagation.js';
import { startingTable } from '../../../src/models/gcn/starting-table.js';
import { TableLayout } from '../../../src/models/gcn/table-layout.js';

/** User 3 and item 4 have no interactions. */
const interactions: CsrMatrix = {
  rows: 4,
  columns: 5,
  indptr: Int32Array.of(0, 2, 4, 7, 7),
  indices: Int32Array.of(0, 1, 1, 2, 0, 2, 3),
  values: Float32Array.of(1, 2, 1, 1, 0.5, 3, 1),
};
const NODES = 9;

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine('cpu', { log: silentLogger });
});
afterAll(() => engine.dispose());

/** What `read` returns of the propagation of that many layers. */
function propagated<T>(layers: number, read: (propagation: Propagation) => T): T {
  const propagation = new Propagation(interactions, layers);
  try {
    return read(propagation);
  } finally {
    propagation.dispose();
  }
}

describe('the mean of layers', () => {
  const random = Random.fromSeed(1);
  const table = Array.from({ length: NODES }, () => [random.normal(), random.normal()]);

  it.each([1, 2, 3, 4])('of %i propagations is the average of the powers of the adjacency', (layers) => {
    const dense = denseAdjacency();
    let layer = table;
    const sum = table.map((row) => [...row]);
    for (let power = 1; power <= layers; power++) {
      layer = dense.map((weights) =>
        [0, 1].map((k) => weights.reduce((total, weight, node) => total + weight * layer[node]![k]!, 0)),
      );
      layer.forEach((row, node) => row.forEach((value, k) => (sum[node]![k]! += value)));
    }
    propagated(layers, (propagation) => {
      const rows = tf.tidy(() => propagation.embeddings(tf.tensor2d(table)).arraySync());
      rows.forEach((row, node) =>
        row.forEach((value, k) => expect(value).toBeCloseTo(sum[node]![k]! / (layers + 1), 5)),
      );
    });
  });

  it.each([1, 2, 3, 4])('of %i propagations is the same where only some nodes are asked for', (layers) => {
    propagated(layers, (propagation) => {
      const [some, all] = tf.tidy(() => [
        propagation.embeddingsAt(tf.tensor2d(table), NODES_ASKED).arraySync(),
        propagation.embeddings(tf.tensor2d(table)).arraySync(),
      ]);
      expect(some).toEqual([...NODES_ASKED].map((node) => all[node]));
    });
  });

  it.each([1, 2, 3, 4])('of %i propagations has the gradient that differences have', (layers) => {
    const slopes = [...NODES_ASKED].map(() => [random.normal(), random.normal()]);
    const loss = (propagation: Propagation, shifted: number[][]): number =>
      tf.tidy(() => {
        const embeddings = propagation.embeddingsAt(tf.tensor2d(shifted), NODES_ASKED);
        return embeddings.mul(slopes).sum().dataSync()[0]!;
      });
    propagated(layers, (propagation) => {
      const gradient = tf.tidy(() => propagation.gradient(NODES_ASKED, tf.tensor2d(slopes)).arraySync());
      table.forEach((row, node) =>
        row.forEach((value, k) => {
          const moved = (by: number): number[][] => table.with(node, row.with(k, value + by));
          const slope = loss(propagation, moved(0.5)) - loss(propagation, moved(-0.5));
          expect(gradient[node]![k]).toBeCloseTo(slope, 4);
        }),
      );
    });
  });
});

/** A user, one without interactions, and items, one without interactions too. */
const NODES_ASKED = Int32Array.of(5, 0, 3, 8);

describe('what serving holds', () => {
  const random = Random.fromSeed(2);
  const table = Float32Array.from({ length: NODES * 3 }, () => random.normal());

  it.each([1, 2, 3])('folds a trained user in to exactly her embedding, with %i layers', async (layers) => {
    const { arrays } = await dotComponent(
      table,
      { interactions },
      { dimensions: 3, layers, loss: 'sampled-softmax', similarity: 'cosine', normExponent: 1 },
    );
    const [foldIn, degrees] = [arrays['foldIn']!.array, arrays['itemDegrees']!.array];
    const userDegrees = rowSums(interactions);
    expect(degrees).toEqual(rowSums(transpose(interactions)));
    for (let user = 0; user < interactions.rows; user++) {
      for (let k = 0; k < 3; k++) {
        let sum = 0;
        for (let entry = interactions.indptr[user]!; entry < interactions.indptr[user + 1]!; entry++) {
          const item = interactions.indices[entry]!;
          const weight = interactions.values![entry]! / Math.sqrt(userDegrees[user]! * degrees[item]!);
          sum += weight * foldIn[item * 3 + k]!;
        }
        expect(arrays['users']!.array[user * 3 + k]).toBeCloseTo((table[user * 3 + k]! + sum) / (layers + 1), 5);
      }
    }
  });
});

describe('the starting table', () => {
  const start = async (options: { dimensions: number; start: 'svd' | 'random' }, panels = 1): Promise<number[][]> => {
    const propagation = new Propagation(interactions, 3);
    const layout = new TableLayout(options.dimensions, panels);
    const table = await startingTable(propagation, interactions, layout, options.start, Random.fromSeed(3));
    expect(table).toHaveLength(panels);
    const embeddings = tf.tidy(() => layout.joinRows(table.map((panel) => propagation.embeddings(panel))).arraySync());
    expect(embeddings).toHaveLength(NODES);
    tf.dispose(table);
    propagation.dispose();
    return embeddings;
  };

  it.each(['svd', 'random'] as const)('%s: has propagated items of root mean square norm 1', async (kind) => {
    const embeddings = await start({ dimensions: 8, start: kind });
    const squares = embeddings.slice(4).map((row) => row.reduce((sum, value) => sum + value * value, 0));
    expect(mean(squares)).toBeCloseTo(1, 5);
  });

  it.each(['svd', 'random'] as const)('%s: is the same in panels of columns, to rounding', async (kind) => {
    const [whole, parts] = [
      await start({ dimensions: 8, start: kind }),
      await start({ dimensions: 8, start: kind }, 3),
    ];
    whole.forEach((row, node) => row.forEach((value, k) => expect(parts[node]![k]).toBeCloseTo(value, 5)));
  });

  it('svd: scores known pairs above others from the start', async () => {
    const embeddings = await start({ dimensions: 3, start: 'svd' });
    const scores = embeddings
      .slice(0, 3)
      .map((user) => embeddings.slice(4).map((item) => item.reduce((sum, value, k) => sum + value * user[k]!, 0)));
    const known = scores.map((row, user) => row.filter((_, item) => isKnown(user, item)));
    const unknown = scores.map((row, user) => row.filter((_, item) => !isKnown(user, item)));
    expect(mean(known.flat())).toBeGreaterThan(2 * mean(unknown.flat()));
  });
});

function denseAdjacency(): number[][] {
  const { indptr, indices, values } = normalizedAdjacency(interactions);
  return Array.from({ length: NODES }, (_, row) => {
    const weights = new Array<number>(NODES).fill(0);
    for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) weights[indices[entry]!] = values![entry]!;
    return weights;
  });
}

function isKnown(user: number, item: number): boolean {
  return interactions.indices.subarray(interactions.indptr[user], interactions.indptr[user + 1]).includes(item);
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
