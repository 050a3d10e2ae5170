import { edgesToKnown, type AttributeEdge } from '../dataset/attribute-edges.js';
import { edgesOfUser } from '../dataset/user-attributes.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import type { UserView } from './request.js';
import type { WeighedEdge } from './weighed-edges.js';

/** An edge of a user without the events behind it: `item` is a column of the snapshot's graph. */
export type ColumnEdge = Pick<WeighedEdge, 'item' | 'weight'>;

/**
 * A user's edges to the values of her attributes, as columns of the snapshot's graph: they stand behind the items. By what
 * describes her now where the view says so, else as the snapshot was trained on it. Values that it did not see are left
 * out, as such items are.
 */
export function describedEdges(
  snapshot: Pick<Snapshot, 'items' | 'userAttributes' | 'userIndex'>,
  { key, attributes }: Pick<UserView, 'key' | 'attributes'>,
): ColumnEdge[] {
  if (attributes === undefined) {
    const user = snapshot.userIndex(key);
    return user === undefined ? [] : trainedDescribedEdges(snapshot, user);
  }
  const { items, userAttributes } = snapshot;
  return userAttributes === undefined
    ? []
    : edgesToKnown({ attributes }, userAttributes.weights, userAttributes.nodes).map(behind(items.size));
}

/** The same of a user as the snapshot was trained on her, by her index. */
export function trainedDescribedEdges(
  { items, userAttributes }: Pick<Snapshot, 'items' | 'userAttributes'>,
  user: number,
): ColumnEdge[] {
  return userAttributes === undefined ? [] : edgesOfUser(userAttributes, user).map(behind(items.size));
}

function behind(items: number): (edge: AttributeEdge) => ColumnEdge {
  return ({ node, weight }) => ({ item: items + node, weight });
}
