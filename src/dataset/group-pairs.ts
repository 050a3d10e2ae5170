import type { EventTable } from './event-columns.js';
import { orderByPair } from './order-by-pair.js';
import { pairWeight, type PairWeighting, type WeighedEvent } from './pair-weighting.js';
import { PairWriter, type WrittenPairs } from './pair-writer.js';

export interface PairGrouping {
  readonly users: number;
  readonly items: number;
  /** Names that the table's behavior codes point into, ascending. */
  readonly behaviors: readonly string[];
  readonly weighting: PairWeighting;
}

/**
 * Gathers the events of a table by pair: one entry per (user, item) with a weight above zero, its events oldest first
 * and by behavior within one moment. Of two events with equal behavior and time the last added wins, as in a store.
 */
export function groupPairs(table: EventTable, { users, items, behaviors, weighting }: PairGrouping): WrittenPairs {
  const order = orderByPair(table, users, items);
  const writer = new PairWriter(users, items, order.length, weighting.mode !== 'binary');
  const group: number[] = []; // event numbers of one pair, in the order of adding
  for (let start = 0, end = 0; start < order.length; start = end) {
    const user = table.users[order[start]!]!;
    const item = table.items[order[start]!]!;
    group.length = 0;
    for (; end < order.length && table.users[order[end]!] === user && table.items[order[end]!] === item; end++)
      group.push(order[end]!);
    const last = group[group.length - 1]!;
    if (group.length > 1) keepLastOfEachMoment(group, table);
    const weight = edgeWeight(
      weighting,
      group.map((event) => ({
        behavior: behaviors[table.behaviors[event]!]!,
        at: table.at[event]!,
        weight: table.weights[event]!,
      })),
    );
    if (weight === 0) continue;
    for (const event of group) writer.addEvent(table.behaviors[event]!, table.at[event]!, table.weights[event]!);
    writer.endPair(user, item, weight, last);
  }
  return writer.finish();
}

/** The pair weight as it is stored, in float32; 0 where the pair has no edge. */
export function edgeWeight(weighting: PairWeighting, events: Iterable<WeighedEvent>): number {
  return Math.max(0, Math.fround(pairWeight(weighting, events)));
}

/** Sorts by time, then behavior, then order of adding, and drops all but the last of equal (time, behavior). */
function keepLastOfEachMoment(group: number[], { at, behaviors }: EventTable): void {
  group.sort((a, b) => at[a]! - at[b]! || behaviors[a]! - behaviors[b]! || a - b);
  let kept = 0;
  for (let i = 0; i < group.length; i++) {
    const event = group[i]!;
    const next = group[i + 1];
    const isReplaced = next !== undefined && at[next] === at[event] && behaviors[next] === behaviors[event];
    if (!isReplaced) group[kept++] = event;
  }
  group.length = kept;
}
