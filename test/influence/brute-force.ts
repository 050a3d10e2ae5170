import { wholeGraph } from '../../src/dataset/whole-graph.js';
import type { SnapshotContents } from '../../src/snapshot/contents.js';
import { tinyLayers } from '../fixtures/tiny-snapshot.js';
import { denseOf } from '../linalg/sparse-matrices.js';
import { walkScores } from '../linalg/walk-brute-force.js';

/** What removing edges comes to when everything is done again in float64: the reference of the tests. */
export interface BruteForce {
  /** e_u [d] */
  readonly user: Float64Array;
  /** e_i [I][d], the scales of items multiplied in. */
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
  const { rows } = wholeGraph(dataset);
  const dot = components.find(({ kind }) => kind === 'dot')!;
  const { array: x0, shape } = dot.arrays['x0']!;
  const interactions = reweighted(dataset.interactions, owner, weights);
  const tables = tinyLayers({ ...dataset, interactions }, x0, Number(dot.parameters['layers']));
  const dimensions = shape[1]!;
  const embedding = (node: number): Float64Array =>
    Float64Array.from({ length: dimensions }, (_, d) => {
      return tables.reduce((sum, table) => sum + table[node * dimensions + d]!, 0) / tables.length;
    });
  const scales = dot.arrays['itemScales']!.array;
  const items = Array.from({ length: dataset.items.size }, (_, item) =>
    embedding(rows + item).map((e) => e * scales[item]!),
  );
  const own = embedding(user);
  return { user: own, items, scores: items.map((item) => product(own, item)) };
}

/** The walk row [I] after the same, degrees of the filter held as they are. */
export function bruteForceWalk(
  { dataset, components }: SnapshotContents,
  user: number,
  weights: NewWeights,
  owner: number = user,
): number[] {
  const { parameters } = components.find(({ kind }) => kind === 'walk')!;
  const exponents = { p: Number(parameters['p']), q: Number(parameters['q']), a: Number(parameters['a']) };
  const graph = wholeGraph(dataset);
  const changed = reweighted(graph, owner, weights);
  return walkScores(changed, denseOf(changed)[user]!, user, exponents, graph).slice(0, dataset.items.size);
}

/** z(dot) + w z(walk) after the same, each row standardized by what it is then, or by the moments of other rows. */
export function bruteForceBlend(
  contents: SnapshotContents,
  user: number,
  weights: NewWeights,
  { owner = user, frozen = false }: { readonly owner?: number; readonly frozen?: boolean } = {},
): number[] {
  const weight = Number(contents.components.find(({ kind }) => kind === 'blend')!.parameters['weight']);
  const rows = (changed: NewWeights): (readonly number[])[] => [
    bruteForce(contents, user, changed, owner).scores,
    bruteForceWalk(contents, user, changed, owner),
  ];
  const [dot, walk] = rows(weights);
  const [dotBefore, walkBefore] = rows(frozen ? new Map() : weights);
  const walks = standardized(walk!, walkBefore!);
  return standardized(dot!, dotBefore!).map((score, item) => score + weight * walks[item]!);
}

function standardized(row: readonly number[], by: readonly number[]): number[] {
  const mean = by.reduce((sum, value) => sum + value, 0) / by.length;
  const deviation = Math.sqrt(by.reduce((sum, value) => sum + (value - mean) ** 2, 0) / by.length);
  return row.map((value) => (deviation > 1e-12 * Math.abs(mean) ? (value - mean) / deviation : 0));
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
