import type { EventTable } from './event-columns.js';

/** The order of a table's events by user, then item, then as they were added: two stable counting sorts, O(events + users + items). */
export function orderByPair(table: Pick<EventTable, 'users' | 'items'>, users: number, items: number): Int32Array {
  const added = Int32Array.from({ length: table.users.length }, (_, event) => event);
  return stableOrder(stableOrder(added, table.items, items), table.users, users);
}

/** `order` rearranged so that `keys[order[i]]` ascends; equal keys keep their order. Keys are below `bound`. */
function stableOrder(order: Int32Array, keys: Int32Array, bound: number): Int32Array {
  const next = new Int32Array(bound + 1);
  for (const key of keys) next[key + 1]!++;
  for (let key = 0; key < bound; key++) next[key + 1]! += next[key]!;
  const sorted = new Int32Array(order.length);
  for (const event of order) sorted[next[keys[event]!]!++] = event;
  return sorted;
}
