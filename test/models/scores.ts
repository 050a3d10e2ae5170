import { hasEntry, type CsrMatrix } from '../../src/linalg/csr.js';
import type { Component } from '../../src/snapshot/contents.js';

/** Scores of every item for one user by the dot product of a `dot` component, in float64. */
export function scoresOf({ kind, parameters, arrays }: Component, user: number): number[] {
  if (kind !== 'dot') throw new Error(`No scores of a ${kind} component.`);
  const d = Number(parameters['dimensions']);
  const row = [...arrays['users']!.array.subarray(user * d, (user + 1) * d)];
  const items = arrays['items']!;
  return Array.from({ length: items.shape[0]! }, (_, item) =>
    row.reduce((sum, value, k) => sum + value * items.array[item * d + k]!, 0),
  );
}

/** 1 for the best of the items that the user does not have. */
export function rankOf(item: number, scores: readonly number[], known: CsrMatrix, user: number): number {
  return 1 + scores.filter((score, other) => !hasEntry(known, user, other) && score > scores[item]!).length;
}
