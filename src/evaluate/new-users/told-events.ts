import type { Dataset } from '../../dataset/dataset.js';
import type { WeighedEvent } from '../../dataset/pair-weighting.js';

/** The events of a pair, an entry of `interactions`. */
export function toldEvents({ events, behaviors }: Dataset, pair: number): WeighedEvent[] {
  const [start, end] = [events.offsets[pair]!, events.offsets[pair + 1]!];
  return Array.from({ length: end - start }, (_, place) => ({
    behavior: behaviors[events.behaviors[start + place]!]!,
    at: events.at[start + place]!,
    weight: events.weights[start + place]!,
  }));
}
