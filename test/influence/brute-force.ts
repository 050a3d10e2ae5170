import type { SnapshotContents } from '../../src/snapshot/contents.js';
import { tinyLayers } from '../fixtures/tiny-snapshot.js';

/** What removing edges comes to when everything is done again in float64: the reference of the tests. */
export interface BruteForce {
  /** e_u [d] */
  readonly user: Float64Array;
  /** e_i [I][d] */
  readonly items: readonly Float64Array[];
  /** e_u·e_i [I] */
  readonly scores: readonly number[];
}

/** Another weight for edges of one user: 0 takes an edge away. By item. */
export type NewWeights = ReadonlyMap<number, number>;

/** Renormalizes the graph with new weights, of the user's edges or another's, and propagates X0 over all of it. */
export function bruteForce(
  contents: SnapshotContents,
  user: number,
  weights: NewWeights,
  owner: number = user,
): BruteForce {
  const { dataset, components } = contents;
  const { rows, columns } = dataset.interactions;
  const dot = components.find(({ kind }) => kind === 'dot')!;
  const { array: x0, shape } = dot.arrays['x0']!;
  const interactions = reweighted(dataset.interactions, owner, weights);
  const tables = tinyLayers({ ...dataset, interactions }, x0, Number(dot.parameters['layers']));
  const dimensions = shape[1]!;
  const embedding = (node: number): Float64Array =>
    Float64Array.from({ length: dimensions }, (_, d) => {
      return tables.reduce((sum, table) => sum + table[node * dimensions + d]!, 0) / tables.length;
    });
  const items = Array.from({ length: columns }, (_, item) => embedding(rows + item));
  const own = embedding(user);
  return { user: own, items, scores: items.map((item) => product(own, item)) };
}

export function norm(vector: Float64Array): number {
  return Math.sqrt(product(vector, vector));
}

function reweighted(
  interactions: SnapshotContents['dataset']['interactions'],
  user: number,
  weights: NewWeights,
): SnapshotContents['dataset']['interactions'] {
  const { rows, columns } = interactions;
  const indptr = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (let row = 0; row < rows; row++) {
    const edges = new Map<number, number>();
    for (let entry = interactions.indptr[row]!; entry < interactions.indptr[row + 1]!; entry++) {
      edges.set(interactions.indices[entry]!, interactions.values?.[entry] ?? 1);
    }
    if (row === user) for (const [item, weight] of weights) edges.set(item, weight);
    for (const [item, weight] of [...edges].sort(([a], [b]) => a - b)) {
      if (weight === 0) continue;
      indices.push(item);
      values.push(weight);
    }
    indptr.push(indices.length);
  }
  return {
    rows,
    columns,
    indptr: Int32Array.from(indptr),
    indices: Int32Array.from(indices),
    values: Float32Array.from(values),
  };
}

function product(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, d) => sum + value * b[d]!, 0);
}
