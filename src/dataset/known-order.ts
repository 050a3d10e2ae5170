import type { Dataset } from './dataset.js';

/**
 * Whether a split by time has something to go by: any event has a time, or the order of reading was kept and is more
 * than the order of items.
 */
export function hasKnownOrder({ events, sequence, interactions: { rows, indptr } }: Dataset): boolean {
  if (events.at.some((at) => at > 0)) return true;
  if (sequence === undefined) return false;
  for (let user = 0; user < rows; user++) {
    for (let entry = indptr[user]! + 1; entry < indptr[user + 1]!; entry++) {
      if (sequence[entry]! < sequence[entry - 1]!) return true;
    }
  }
  return false;
}
