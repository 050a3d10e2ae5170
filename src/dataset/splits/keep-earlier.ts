import type { Dataset } from '../dataset.js';
import { keepEventsOfPairs } from './keep-events-of-pairs.js';
import { orderOfPairs } from './order-of-pairs.js';

/**
 * Events that stay when the last pairs of each user are held out: by time of their last event, then by order of
 * reading where that is known, then by item. `count`: how many of a user's n pairs to hold out.
 */
export function keepEarlier(dataset: Dataset, count: (pairs: number) => number): Uint8Array {
  const { interactions } = dataset;
  const order = orderOfPairs(dataset);
  const heldOut: number[] = [];
  for (let user = 0; user < interactions.rows; user++) {
    const start = interactions.indptr[user]!;
    const pairs = Array.from({ length: interactions.indptr[user + 1]! - start }, (_, i) => start + i);
    pairs.sort((a, b) => order(a, b) || a - b);
    for (const pair of pairs.slice(pairs.length - count(pairs.length))) heldOut.push(pair);
  }
  return keepEventsOfPairs(dataset, heldOut);
}
