import type { CsrMatrix } from '../linalg/csr.js';
import { keepEntries } from '../linalg/keep-entries.js';
import { wholeGraph, type GraphParts } from './whole-graph.js';

/**
 * The part of the whole graph that is learned from: what describes an item that nobody has, or a user who has nothing, is
 * left out. All that could be learned of it is that it is nobody's, and values of few, parted from all interactions, would
 * take the leading singular vectors for themselves. The same shape and numbering as the whole graph's.
 */
export function trainingGraph({ interactions, attributes, userAttributes }: GraphParts): CsrMatrix {
  const isHad = flags(interactions.columns, interactions.indices);
  return wholeGraph({
    interactions,
    attributes: attributes && { ...attributes, edges: keepEntries(attributes.edges, (_, item) => isHad[item] === 1) },
    userAttributes: userAttributes && {
      ...userAttributes,
      edges: keepEntries(userAttributes.edges, (user) => interactions.indptr[user]! < interactions.indptr[user + 1]!),
    },
  });
}

function flags(count: number, set: Int32Array): Uint8Array {
  const result = new Uint8Array(count);
  for (const index of set) result[index] = 1;
  return result;
}
