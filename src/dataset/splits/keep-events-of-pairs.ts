import type { Dataset } from '../dataset.js';

/** One flag an event: 0 for the events of held-out pairs (entries of `interactions`), 1 for all others. */
export function keepEventsOfPairs({ events }: Dataset, heldOut: readonly number[]): Uint8Array {
  const keep = new Uint8Array(events.at.length).fill(1);
  for (const pair of heldOut) keep.fill(0, events.offsets[pair], events.offsets[pair + 1]);
  return keep;
}
