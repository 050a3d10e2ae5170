import type { EdgeChange } from '../score-oracle.js';
import type { Neighborhood } from './neighborhood.js';

/** Her changed edges S before and after, with what the change does to the degrees at both of their ends. */
export interface ChangedEdges {
  /** [S] */
  readonly items: Int32Array;
  /** a_s, 0 where she had no edge. [S] */
  readonly shares: Float64Array;
  /** a'_s, 0 where she has none any more. [S] */
  readonly sharesAfter: Float64Array;
  /** g_s = √(D_s / D_s'), 0 for an item left with nothing. [S] */
  readonly itemScales: Float64Array;
  /** b = √(D_u / D_u'), 0 for a user left with nothing: an edge that stays has a'_k = b a_k. */
  readonly userScale: number;
}

export function changedEdges(neighborhood: Neighborhood, changes: readonly EdgeChange[]): ChangedEdges {
  const items = Int32Array.from(changes, ({ item }) => item);
  const shares = Float64Array.from(items, (item) => neighborhood.shareOf(item));
  const userDegree = degreeAfter(neighborhood, changes);
  const sharesAfter = new Float64Array(items.length);
  const itemScales = new Float64Array(items.length);
  for (const [s, { item, weight }] of changes.entries()) {
    const degree = neighborhood.others.itemDegree(item) + weight;
    if (degree === 0) continue;
    itemScales[s] = Math.sqrt(neighborhood.itemDegree(item) / degree);
    if (weight > 0) sharesAfter[s] = weight / Math.sqrt(userDegree * degree);
  }
  const userScale = userDegree > 0 ? Math.sqrt(neighborhood.degree / userDegree) : 0;
  return { items, shares, sharesAfter, itemScales, userScale };
}

/** D_u', summed anew from the edges that there are then: exactly 0 when there is none. */
function degreeAfter(neighborhood: Neighborhood, changes: readonly EdgeChange[]): number {
  const weights = neighborhood.weights.slice();
  let added = 0;
  for (const { item, weight } of changes) {
    const place = neighborhood.placeOf(item);
    if (place === undefined) added += weight;
    else weights[place] = weight;
  }
  return weights.reduce((sum, weight) => sum + weight, added);
}
