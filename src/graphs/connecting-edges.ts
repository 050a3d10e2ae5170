import { rowSums, transpose } from '../linalg/csr.js';
import type { Snapshot } from '../snapshot/snapshot.js';

/** An edge of any user, by dense indices. */
export interface ConnectingEdge {
  readonly user: number;
  readonly item: number;
}

/**
 * The edges of other users through which a user's items lead to another item: those of the `most` strongest walks
 * u → k → v → i by the product of their normalized weights a_uk a_vk a_vi, a_ui = w_ui / √(D_u D_i), strongest first and
 * each edge once. Everybody's degrees are counted: milliseconds for a million interactions.
 * `own` are her items; walks through users who were erased are none.
 */
export function connectingEdges(
  snapshot: Snapshot,
  own: readonly { readonly item: number; readonly weight: number }[],
  target: { readonly user?: number; readonly item: number },
  most: number,
): ConnectingEdge[] {
  const { interactions } = snapshot;
  const byItem = transpose(interactions);
  const userDegrees = rowSums(interactions);
  const itemDegrees = rowSums(byItem);
  const strengths = new Map(own.map(({ item, weight }) => [item, weight / Math.sqrt(itemDegrees[item]!)]));
  const erased = snapshot.erasedUsers();
  const walks: Walk[] = [];
  for (let entry = byItem.indptr[target.item]!; entry < byItem.indptr[target.item + 1]!; entry++) {
    const user = byItem.indices[entry]!;
    if (user === target.user || erased.has(user)) continue;
    const last = (byItem.values?.[entry] ?? 1) / userDegrees[user]!;
    for (let own = interactions.indptr[user]!; own < interactions.indptr[user + 1]!; own++) {
      const item = interactions.indices[own]!;
      const first = strengths.get(item);
      if (first === undefined || item === target.item) continue;
      const middle = (interactions.values?.[own] ?? 1) / Math.sqrt(itemDegrees[item]!);
      walks.push({ user, item, strength: first * middle * last });
    }
  }
  walks.sort((a, b) => b.strength - a.strength || a.user - b.user || a.item - b.item);
  return distinctEdges(walks.slice(0, most), target.item);
}

interface Walk extends ConnectingEdge {
  readonly strength: number;
}

/** (v, k) and (v, target) of each walk. */
function distinctEdges(walks: readonly Walk[], target: number): ConnectingEdge[] {
  const seen = new Set<string>();
  const edges: ConnectingEdge[] = [];
  for (const { user, item } of walks) {
    for (const end of [item, target]) {
      const name = `${user} ${end}`;
      if (seen.has(name)) continue;
      seen.add(name);
      edges.push({ user, item: end });
    }
  }
  return edges;
}
