import { Random } from '../../core/random.js';
import type { Dataset } from '../dataset.js';
import { keepEventsOfPairs } from './keep-events-of-pairs.js';

/** Events that stay when items are drawn and held out with all that was done with them. `count`: how many of n items that have any. */
export function keepKnownItems(dataset: Dataset, count: (items: number) => number, seed: number): Uint8Array {
  const { indices } = dataset.interactions;
  const items = [...new Set(indices)].sort((a, b) => a - b);
  const drawn = new Set(Random.stream(seed, 'new items').shuffle(items).slice(0, count(items.length)));
  const pairs = Array.from(indices.keys()).filter((pair) => drawn.has(indices[pair]!));
  return keepEventsOfPairs(dataset, pairs);
}
