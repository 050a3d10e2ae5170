import { transpose, type CsrMatrix } from '../linalg/csr.js';
import type { AttributeValue } from '../store/interaction-store.js';
import { selectRows } from '../linalg/select-rows.js';
import {
  AttributeEdgesBuilder,
  valueOfNode,
  type AttributeEdge,
  type AttributeWeights,
  type Described,
} from './attribute-edges.js';
import { keptOf, keptRanks, withKept } from './drop-unused.js';
import { KeyIndex } from './key-index.js';

/** What users are described by, as a part of the graph: each value is a node that users have as they have an item. */
export interface UserAttributes {
  readonly weights: AttributeWeights;
  /** A node for every value that a user has: JSON of name and value, ascending. */
  readonly nodes: KeyIndex;
  /** users × nodes */
  readonly edges: CsrMatrix;
}

/**
 * The nodes and edges of the weighed attributes; user u is record u. Errors: ATTRIBUTE_INVALID for a number, which is no
 * category, and for a name that no user has.
 */
export function userAttributes(records: readonly Described[], weights: AttributeWeights): UserAttributes {
  const builder = new AttributeEdgesBuilder(weights, 'user');
  for (const record of records) builder.add(record);
  const { nodes, edges } = builder.build();
  return { weights, nodes, edges: transpose(edges) };
}

/** The weights of entries, which follow from the attributes that their nodes are values of; null where all are 1. */
export function entryWeights(indices: Int32Array, nodes: KeyIndex, weights: AttributeWeights): Float32Array | null {
  const ofNodes = nodes.keys.map((key) => weights[valueOfNode(key)[0]]!);
  return ofNodes.every((weight) => weight === 1) ? null : Float32Array.from(indices, (node) => ofNodes[node]!);
}

/** A user's edges to the values that she has, ascending. */
export function edgesOfUser({ edges: { indptr, indices, values } }: UserAttributes, user: number): AttributeEdge[] {
  const [start, end] = [indptr[user]!, indptr[user + 1]!];
  return Array.from(indices.subarray(start, end), (node, place) => ({ node, weight: values?.[start + place] ?? 1 }));
}

/** The weighed attributes of a user by name: a text, several as a list of them, or a truth value. */
export function attributesOf({ nodes, edges }: UserAttributes, user: number): Record<string, AttributeValue> {
  const attributes: Record<string, AttributeValue> = {};
  for (const node of edges.indices.subarray(edges.indptr[user], edges.indptr[user + 1])) {
    const [name, value] = valueOfNode(nodes.keyAt(node));
    const earlier = attributes[name];
    const others = typeof earlier === 'object' ? earlier : [earlier].filter((text) => typeof text === 'string');
    attributes[name] = typeof value === 'string' && others.length > 0 ? [...others, value] : value;
  }
  return attributes;
}

/** Some users' alone, in their order; values that none of them has are gone. `kept` tells which stay. */
export function attributesOfUsers(
  { weights, nodes, edges }: UserAttributes,
  users: Int32Array,
): { readonly attributes: UserAttributes; readonly kept: Int32Array } {
  const rows = selectRows(edges, users);
  const ranks = keptRanks(nodes.size, [rows.indices]);
  const all = keptRanks(users.length, [users.keys()]);
  return {
    attributes: { weights, nodes: new KeyIndex(keptOf(nodes.keys, ranks)), edges: withKept(rows, all, ranks) },
    kept: Int32Array.from(nodes.keys.keys()).filter((node) => ranks.renumber[node] !== -1),
  };
}
