import { UndirectedGraph } from 'graphology';
import type { Snapshot } from '../snapshot/snapshot.js';
import { communityOf } from './community-of.js';

/** What a node is to the question that the graph answers. */
export type NodeRole = 'subject' | 'target' | 'own' | 'via' | 'neighbor';

/** Attributes of a node; its graphology key is `user:KEY` or `item:KEY`. */
export interface NodeAttributes {
  readonly kind: 'user' | 'item';
  readonly key: string;
  /** The item's title where it has one, else the key. */
  readonly label: string;
  readonly role: NodeRole;
  /** As the snapshot has it, 0 the largest; absent where it has none. */
  readonly community?: number;
}

export interface EdgeAttributes {
  /** What tools draw as the weight of an edge: its influence where that is known, else the pair's weight. */
  readonly weight: number;
  /** score − score without this edge, of the subject and the target. */
  readonly influence?: number;
  /** Weight of the pair as training counts it. */
  readonly pairWeight: number;
  /** Distinct behaviors of the pair, ascending. */
  readonly behaviors: string;
  /** ISO 8601, of its newest event; absent when unknown. */
  readonly lastAt?: string;
}

/** A part of the graph of users and items, small enough to look at. */
export type Subgraph = UndirectedGraph<NodeAttributes, EdgeAttributes>;

export function emptySubgraph(): Subgraph {
  return new UndirectedGraph<NodeAttributes, EdgeAttributes>();
}

/** Adds a user unless she is there, and returns her node. */
export function addUser(graph: Subgraph, snapshot: Snapshot, key: string, role: NodeRole): string {
  const user = snapshot.userIndex(key);
  const attributes = { kind: 'user', key, label: key, role } as const;
  return addOnce(graph, `user:${key}`, { ...attributes, ...communityAttribute(snapshot, 'users', user) });
}

/** Adds an item unless it is there, and returns its node. */
export function addItem(graph: Subgraph, snapshot: Snapshot, item: number, role: NodeRole): string {
  const key = snapshot.items.keyAt(item);
  const label = snapshot.itemRecords[item]?.title ?? key;
  const attributes = { kind: 'item', key, label, role } as const;
  return addOnce(graph, `item:${key}`, { ...attributes, ...communityAttribute(snapshot, 'items', item) });
}

function communityAttribute(
  snapshot: Snapshot,
  side: 'users' | 'items',
  index: number | undefined,
): Pick<NodeAttributes, 'community'> {
  const community = index === undefined ? undefined : communityOf(snapshot, side, index);
  return community === undefined ? {} : { community };
}

function addOnce(graph: Subgraph, node: string, attributes: NodeAttributes): string {
  if (!graph.hasNode(node)) graph.addNode(node, attributes);
  return node;
}
