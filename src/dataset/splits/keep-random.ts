import { Random } from '../../core/random.js';
import type { Dataset } from '../dataset.js';
import { keepEventsOfPairs } from './keep-events-of-pairs.js';

/** Events that stay when some pairs of each user are drawn and held out. `count`: how many of a user's n pairs. */
export function keepRandom(dataset: Dataset, count: (pairs: number) => number, seed: number): Uint8Array {
  const { indptr } = dataset.interactions;
  const random = Random.stream(seed, 'split');
  const heldOut: number[] = [];
  for (let user = 0; user < dataset.users.size; user++) {
    const pairs = Array.from({ length: indptr[user + 1]! - indptr[user]! }, (_, i) => indptr[user]! + i);
    for (const pair of random.shuffle(pairs).slice(0, count(pairs.length))) heldOut.push(pair);
  }
  return keepEventsOfPairs(dataset, heldOut);
}
