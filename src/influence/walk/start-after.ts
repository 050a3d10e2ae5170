import type { WalkStart } from '../../linalg/walk-filter.js';
import type { ColumnEdge } from '../../recommend/described-edges.js';
import type { EdgeChange, OwnEdge } from '../score-oracle.js';

/** Where walks begin once some of the edges have other weights. */
export function startAfter(edges: readonly ColumnEdge[], changes: readonly EdgeChange[]): WalkStart {
  const weights = new Map(edges.map(({ item, weight }) => [item, weight]));
  for (const { item, weight } of changes) {
    if (weight > 0) weights.set(item, weight);
    else weights.delete(item);
  }
  return { items: [...weights.keys()], weights: [...weights.values()] };
}

/** By how much the changed edges grow, those that she does not have from 0. [changes] */
export function weightGains(edges: readonly OwnEdge[], changes: readonly EdgeChange[]): Float64Array {
  const weights = new Map(edges.map(({ item, weight }) => [item, weight]));
  return Float64Array.from(changes, ({ item, weight }) => weight - (weights.get(item) ?? 0));
}
