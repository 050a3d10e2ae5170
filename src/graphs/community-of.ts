import type { Snapshot } from '../snapshot/snapshot.js';

/**
 * The community of a user or an item by dense index; undefined for whoever has no interaction, and in snapshots that
 * were made without communities.
 */
export function communityOf({ components }: Snapshot, side: 'users' | 'items', index: number): number | undefined {
  const found = components.find(({ kind }) => kind === 'communities')?.arrays[side]!.array[index];
  return found === undefined || found < 0 ? undefined : found;
}
