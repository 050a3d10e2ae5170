import { transpose, type CsrMatrix } from '../linalg/csr.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { trainedPairAttributes } from './pair-attributes.js';
import { addItem, addUser, emptySubgraph, type NodeRole, type Subgraph } from './subgraph.js';

/** Around whom, by dense index. */
export type EgoCenter = { readonly user: number } | { readonly item: number };

export interface EgoOptions {
  /** Steps from the center: 1 is the center and its neighbors. */
  readonly radius: number;
  /** Most nodes; the nearest are kept, among equals those of fewer edges, whose ties say more. */
  readonly nodes: number;
}

/**
 * The part of the snapshot's graph around a user or an item, with every edge between the nodes that it keeps and the
 * pairs' weights. Erased users are no part of it.
 */
export function egoGraph(snapshot: Snapshot, center: EgoCenter, { radius, nodes }: EgoOptions): Subgraph {
  const sides = { users: snapshot.interactions, items: transpose(snapshot.interactions) };
  const graph = emptySubgraph();
  const chosen = nearestNodes(sides, center, snapshot.erasedUsers(), radius, nodes);
  const userNodes = new Map<number, string>();
  const itemNodes = new Map<number, string>();
  for (const [place, { isUser, index }] of chosen.entries()) {
    const role: NodeRole = place === 0 ? 'subject' : 'neighbor';
    if (isUser) userNodes.set(index, addUser(graph, snapshot, snapshot.users.keyAt(index), role));
    else itemNodes.set(index, addItem(graph, snapshot, index, role));
  }
  for (const [user, node] of userNodes) {
    for (const item of neighborsOf(sides.users, user)) {
      const other = itemNodes.get(item);
      if (other !== undefined) graph.mergeEdge(node, other, trainedPairAttributes(snapshot, user, item));
    }
  }
  return graph;
}

interface Node {
  readonly isUser: boolean;
  readonly index: number;
}

interface Sides {
  /** users × items */
  readonly users: CsrMatrix;
  /** items × users */
  readonly items: CsrMatrix;
}

/** Breadth first, the center in front. */
function nearestNodes(
  sides: Sides,
  center: EgoCenter,
  erased: ReadonlySet<number>,
  radius: number,
  most: number,
): Node[] {
  const first: Node = 'user' in center ? { isUser: true, index: center.user } : { isUser: false, index: center.item };
  const chosen = [first];
  const seen = { users: new Set<number>(erased), items: new Set<number>() };
  (first.isUser ? seen.users : seen.items).add(first.index);
  let ring: readonly Node[] = chosen;
  for (let step = 0; step < radius && chosen.length < most; step++) {
    const next = nextRing(ring, sides, seen);
    ring = next.slice(0, most - chosen.length);
    chosen.push(...ring);
  }
  return chosen;
}

/** Neighbors that were not seen before, those of fewest edges first; they are seen now. */
function nextRing(
  ring: readonly Node[],
  sides: Sides,
  seen: { readonly users: Set<number>; readonly items: Set<number> },
): Node[] {
  const next: (Node & { readonly degree: number })[] = [];
  for (const { isUser, index } of ring) {
    const [edges, others, known] = isUser
      ? ([sides.users, sides.items, seen.items] as const)
      : ([sides.items, sides.users, seen.users] as const);
    for (const other of neighborsOf(edges, index)) {
      if (known.has(other)) continue;
      known.add(other);
      next.push({ isUser: !isUser, index: other, degree: others.indptr[other + 1]! - others.indptr[other]! });
    }
  }
  return next.sort((a, b) => a.degree - b.degree || a.index - b.index);
}

function neighborsOf({ indptr, indices }: CsrMatrix, row: number): Int32Array {
  return indices.subarray(indptr[row], indptr[row + 1]);
}
