import { communityOf } from '../../graphs/community-of.js';
import type { ServedVersion } from '../served-snapshot.js';

/** The community of a user or an item in the served snapshot; null where there is none. */
export function community(key: string, side: 'users' | 'items', served: ServedVersion | undefined): number | null {
  if (served === undefined) return null;
  const { snapshot } = served;
  const index = side === 'users' ? snapshot.userIndex(key) : snapshot.items.indexOf(key);
  return index === undefined ? null : (communityOf(snapshot, side, index) ?? null);
}
