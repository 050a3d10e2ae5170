import type { UndirectedGraph } from 'graphology';
import louvainModule from 'graphology-communities-louvain';
import type { Random } from '../core/random.js';
import { rowSums, transpose, type CsrMatrix } from '../linalg/csr.js';
import type { Component } from '../snapshot/contents.js';

/** The package is a function with another in it; its types say that it has a default export. */
const louvain = louvainModule as unknown as typeof louvainModule.default;

/** Of a community that nobody is in: a user or an item without interactions. */
const NONE = -1;

/**
 * Communities of users and items by Louvain's modularity over the graph of interactions, weights followed (Blondel et al.,
 * J. Stat. Mech. 2008), as a component of kind `communities`: which one each user and each item is in, 0 the largest, −1
 * for whoever has no interaction. The same interactions and randomness give the same communities.
 */
export function communitiesOf(interactions: CsrMatrix, random: Random): Component {
  const { rows, columns } = interactions;
  const found = louvain.detailed(readOnlyGraph(interactions), { rng: () => random.float() });
  const raw = Int32Array.from({ length: rows + columns }, (_, node) => found.communities[node]!);
  const degrees = nodeDegrees(interactions);
  const named = bySize(raw, degrees);
  const count = named.reduce((most, community) => Math.max(most, community), NONE) + 1;
  return {
    kind: 'communities',
    name: 'communities',
    parameters: { count, modularity: count === 0 ? 0 : found.modularity },
    arrays: {
      users: { array: named.slice(0, rows), shape: [rows] },
      items: { array: named.slice(rows), shape: [columns] },
    },
  };
}

/** Edges of each node, users first. */
function nodeDegrees(interactions: CsrMatrix): Float64Array {
  const pairs = { ...interactions, values: null };
  const [users, items] = [rowSums(pairs), rowSums(transpose(pairs))];
  const degrees = new Float64Array(users.length + items.length);
  degrees.set(users);
  degrees.set(items, users.length);
  return degrees;
}

/** Names communities by their number of nodes, the largest 0, ties by their first node. */
function bySize(raw: Int32Array, degrees: Float64Array): Int32Array {
  const sizes = new Map<number, number>(); // in the order of first nodes
  raw.forEach((community, node) => {
    if (degrees[node] !== 0) sizes.set(community, (sizes.get(community) ?? 0) + 1);
  });
  const order = [...sizes].sort(([, a], [, b]) => b - a);
  const names = new Map(order.map(([community], name) => [community, name]));
  return raw.map((community, node) => (degrees[node] === 0 ? NONE : names.get(community)!));
}

/**
 * What Louvain's index reads of a graph, answered from the interactions: node n is user n, and user count + i item i. A
 * graphology graph of its own would hold an object an edge, and the index copies all of it anyhow (decision 136).
 */
function readOnlyGraph({ rows, columns, indptr, indices, values }: CsrMatrix): UndirectedGraph {
  const degrees = nodeDegrees({ rows, columns, indptr, indices, values });
  const refuse = (): never => {
    throw new TypeError('This graph is for reading.');
  };
  const graph = {
    type: 'undirected',
    multi: false,
    order: rows + columns,
    size: indices.length,
    selfLoopCount: 0,
    undirectedDegreeWithoutSelfLoops: (node: string) => degrees[Number(node)],
    forEachNode(visit: (node: string) => void) {
      for (let node = 0; node < rows + columns; node++) visit(String(node));
    },
    forEachEdge(visit: (edge: string, attributes: { weight: number }, source: string, target: string) => void) {
      for (let user = 0; user < rows; user++) {
        for (let entry = indptr[user]!; entry < indptr[user + 1]!; entry++) {
          visit(String(entry), { weight: values?.[entry] ?? 1 }, String(user), String(rows + indices[entry]!));
        }
      }
    },
    addUndirectedEdgeWithKey: refuse,
    dropNode: refuse,
  };
  return graph as unknown as UndirectedGraph;
}
