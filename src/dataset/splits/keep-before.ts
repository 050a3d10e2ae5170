import { EdgewiseError } from '../../core/errors.js';
import type { Dataset } from '../dataset.js';

/** Events before the cut (milliseconds); an event without a time counts as before. */
export function keepBefore({ events }: Dataset, cut: number): Uint8Array {
  return Uint8Array.from(events.at, (at) => (at < cut ? 1 : 0));
}

/** The earliest moment that leaves at most `share` of the events with a time at or after it. Errors: SPLIT_INVALID. */
export function cutForShare({ events }: Dataset, share: number): number {
  const times = events.at.filter((at) => at > 0).sort();
  if (times.length === 0)
    throw new EdgewiseError('SPLIT_INVALID', 'A temporal split needs times, and no event has one.');
  const before = Math.ceil((1 - share) * times.length);
  const candidate = times[before] ?? Infinity;
  return times[before - 1] === candidate ? candidate + 1 : candidate; // a moment that straddles the share stays before the cut
}
