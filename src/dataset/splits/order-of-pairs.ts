import type { Dataset } from '../dataset.js';

/** Compares two pairs of a user by time of their last event, then by order of reading where that is known. */
export function orderOfPairs({ events, sequence }: Dataset): (a: number, b: number) => number {
  const lastAt = (pair: number): number => events.at[events.offsets[pair + 1]! - 1]!;
  return (a, b) => lastAt(a) - lastAt(b) || (sequence === undefined ? 0 : sequence[a]! - sequence[b]!);
}
