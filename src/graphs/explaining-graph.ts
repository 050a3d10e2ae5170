import type { Snapshot } from '../snapshot/snapshot.js';
import type { ConnectingEdge } from './connecting-edges.js';
import { pairAttributes, trainedPairAttributes, type ShownEvent } from './pair-attributes.js';
import { addItem, addUser, emptySubgraph, type Subgraph } from './subgraph.js';

/** What makes an item score as it does for a user, as influence tells it. */
export interface Explanation {
  readonly userKey: string;
  readonly target: number;
  /** Her own edges. */
  readonly own: readonly {
    readonly item: number;
    readonly weight: number;
    readonly events: readonly ShownEvent[];
    readonly influence: number;
  }[];
  /** Edges of others. */
  readonly others: readonly (ConnectingEdge & { readonly influence: number })[];
}

/**
 * The user (`subject`), the item (`target`), her items (`own`) and the users through whom they lead to it (`via`), with
 * the exact influence of each edge on that one score as its weight.
 */
export function explainingGraph(snapshot: Snapshot, { userKey, target, own, others }: Explanation): Subgraph {
  const graph = emptySubgraph();
  const subject = addUser(graph, snapshot, userKey, 'subject');
  addItem(graph, snapshot, target, 'target');
  for (const { item, weight, events, influence } of own) {
    graph.mergeEdge(subject, addItem(graph, snapshot, item, 'own'), pairAttributes(weight, events, influence));
  }
  for (const { user, item, influence } of others) {
    const via = addUser(graph, snapshot, snapshot.users.keyAt(user), 'via');
    const node = addItem(graph, snapshot, item, 'own');
    graph.mergeEdge(via, node, trainedPairAttributes(snapshot, user, item, influence));
  }
  return graph;
}
