import type { CsrMatrix } from '../../src/linalg/csr.js';
import { componentArray, componentNumber } from '../../src/recommend/scorers/component-array.js';
import type { Snapshot } from '../../src/snapshot/snapshot.js';

/** Embeddings with one edge gone, everything renormalized and propagated again in float64: what influence is held to. */
export interface PropagatedWithout {
  readonly milliseconds: number;
  /** e_u' [d] */
  readonly user: Float64Array;
  /** e_i' times the item's scale [d] */
  item(item: number): Float64Array;
}

/** `removed`: the item of the edge that is taken away; nothing is when absent. Weights are taken as they are. */
export function propagateWithout(snapshot: Snapshot, user: number, removed?: number): PropagatedWithout {
  const dot = snapshot.components.find(({ kind }) => kind === 'dot')!;
  const dimensions = componentNumber(dot, 'dimensions');
  const layers = componentNumber(dot, 'layers');
  const x0 = componentArray(dot, 'x0', Float32Array);
  const started = performance.now();
  const edges = weightedEdges(snapshot.interactions, user, removed);
  const shares = normalized(edges, snapshot.users.size, snapshot.items.size);
  let table = Float64Array.from(x0);
  const sum = table.slice();
  for (let layer = 1; layer <= layers; layer++) {
    table = propagated(edges, shares, table, snapshot.users.size, dimensions);
    for (let place = 0; place < sum.length; place++) sum[place]! += table[place]!;
  }
  const milliseconds = performance.now() - started;
  const embedding = (node: number): Float64Array =>
    sum.slice(node * dimensions, (node + 1) * dimensions).map((value) => value / (layers + 1));
  const scales = componentArray(dot, 'itemScales', Float32Array);
  const scaled = (item: number): Float64Array =>
    embedding(snapshot.users.size + item).map((value) => value * scales[item]!);
  return { milliseconds, user: embedding(user), item: scaled };
}

interface Edges {
  readonly users: Int32Array;
  readonly items: Int32Array;
  readonly weights: Float64Array;
}

function weightedEdges({ rows, indptr, indices, values }: CsrMatrix, user: number, removed?: number): Edges {
  const users = new Int32Array(indices.length);
  const weights = new Float64Array(indices.length);
  for (let row = 0; row < rows; row++) {
    for (let entry = indptr[row]!; entry < indptr[row + 1]!; entry++) {
      users[entry] = row;
      weights[entry] = row === user && indices[entry] === removed ? 0 : (values?.[entry] ?? 1);
    }
  }
  return { users, items: indices, weights };
}

function normalized({ users, items, weights }: Edges, userCount: number, itemCount: number): Float64Array {
  const userDegrees = new Float64Array(userCount);
  const itemDegrees = new Float64Array(itemCount);
  for (let edge = 0; edge < weights.length; edge++) {
    userDegrees[users[edge]!]! += weights[edge]!;
    itemDegrees[items[edge]!]! += weights[edge]!;
  }
  return weights.map((weight, edge) =>
    weight === 0 ? 0 : weight / Math.sqrt(userDegrees[users[edge]!]! * itemDegrees[items[edge]!]!),
  );
}

function propagated(
  { users, items }: Edges,
  shares: Float64Array,
  table: Float64Array,
  userCount: number,
  dimensions: number,
): Float64Array<ArrayBuffer> {
  const next = new Float64Array(table.length);
  for (let edge = 0; edge < shares.length; edge++) {
    const share = shares[edge]!;
    const user = users[edge]! * dimensions;
    const item = (userCount + items[edge]!) * dimensions;
    for (let d = 0; d < dimensions; d++) {
      next[user + d]! += share * table[item + d]!;
      next[item + d]! += share * table[user + d]!;
    }
  }
  return next;
}
