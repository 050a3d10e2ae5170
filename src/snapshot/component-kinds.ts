import type { Dataset } from '../dataset/dataset.js';
import type { ArrayType } from './manifest.js';

/**
 * What the rows of an array are: users, items, `columns` (items, then values of users' attributes), or all `nodes` of the
 * graph: users, values of items' attributes, columns.
 */
export type RowAxis = 'users' | 'items' | 'columns' | 'nodes';

/** What one array of a component must be. */
export interface ArrayRule {
  readonly type: Exclude<ArrayType, 'utf8'>;
  readonly rows: RowAxis;
  /** Parameter of the component that names the number of columns; a vector when absent. */
  readonly columns?: string;
  /** Each entry counts the distinct users of an item, so that an erasure takes hers off. */
  readonly countsUsers?: boolean;
}

/**
 * Every component kind with its arrays: what publishing and opening check and what an erasure removes.
 * A new kind adds an entry here and a scorer in recommend/scorers.
 */
export const COMPONENT_KINDS: Readonly<Record<string, Readonly<Record<string, ArrayRule>>>> = {
  dot: {
    users: { type: 'float32', rows: 'users', columns: 'dimensions' },
    items: { type: 'float32', rows: 'items', columns: 'dimensions' },
    x0: { type: 'float32', rows: 'nodes', columns: 'dimensions' },
    foldIn: { type: 'float32', rows: 'columns', columns: 'dimensions' },
    itemScales: { type: 'float32', rows: 'items' },
    itemDegrees: { type: 'float64', rows: 'columns' },
  },
  popularity: {
    counts: { type: 'uint32', rows: 'items', countsUsers: true },
  },
  communities: {
    users: { type: 'int32', rows: 'users' },
    items: { type: 'int32', rows: 'items' },
  },
  walk: {}, // all that it needs is in the interactions
  blend: {}, // put together from other components
};

/**
 * Kinds of the baselines of `evaluate`: ranked offline (models/ranking), never published, so no scorer reads them.
 * `factors` are dot products; `item-neighbors` has each item's nearest items, -1 where there are fewer; `item-weights` is
 * what having an item adds to each other; `user-weights` is how much the others count for a user, and a scale an item.
 */
export const OFFLINE_KINDS: typeof COMPONENT_KINDS = {
  chebyshev: {}, // all that it needs is in the interactions
  factors: {
    users: { type: 'float32', rows: 'users', columns: 'dimensions' },
    items: { type: 'float32', rows: 'items', columns: 'dimensions' },
  },
  'item-neighbors': {
    indices: { type: 'int32', rows: 'items', columns: 'neighbors' },
    similarities: { type: 'float32', rows: 'items', columns: 'neighbors' },
  },
  'item-weights': {
    weights: { type: 'float32', rows: 'items', columns: 'items' },
  },
  'user-weights': {
    weights: { type: 'float32', rows: 'users', columns: 'users' },
    scales: { type: 'float32', rows: 'items' },
  },
};

/** Number of rows along an axis of what was learned from a dataset. */
export function axisLength(
  axis: RowAxis,
  { users, items, attributes, userAttributes }: Pick<Dataset, 'users' | 'items' | 'attributes' | 'userAttributes'>,
): number {
  if (axis === 'users') return users.size;
  if (axis === 'items') return items.size;
  const columns = items.size + (userAttributes?.nodes.size ?? 0);
  return axis === 'columns' ? columns : users.size + (attributes?.nodes.size ?? 0) + columns;
}
