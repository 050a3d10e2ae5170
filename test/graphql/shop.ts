import type { World } from './test-server.js';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1);

/**
 * A shop small enough to check by hand. Ann and Bob share tea and mug, Bob and Cat share mug and jam, Dan shares kite
 * with nobody, and nobody knows the pen.
 */
export const shop: World = {
  interactions: [
    { userKey: 'ann', itemKey: 'tea', behavior: 'view', at: START },
    { userKey: 'ann', itemKey: 'tea', behavior: 'buy', at: START + DAY, weight: 3 },
    { userKey: 'ann', itemKey: 'mug', behavior: 'view', at: START + DAY },
    { userKey: 'bob', itemKey: 'tea', behavior: 'view', at: START },
    { userKey: 'bob', itemKey: 'mug', behavior: 'buy', at: START + 2 * DAY, weight: 2 },
    { userKey: 'bob', itemKey: 'jam', behavior: 'view' },
    { userKey: 'cat', itemKey: 'mug', behavior: 'view', at: START + 3 * DAY },
    { userKey: 'cat', itemKey: 'jam', behavior: 'buy', at: START + 3 * DAY },
    { userKey: 'dan', itemKey: 'kite', behavior: 'view', at: START + 4 * DAY },
  ],
  items: [
    { key: 'jam', title: 'Plum jam', attributes: { category: 'food', price: 4.5, tags: ['sweet', 'fruit'] } },
    { key: 'kite', title: 'Red kite', attributes: { category: 'toys', price: 20, fragile: true } },
    { key: 'mug', title: 'Blue mug', attributes: { category: 'kitchen', price: 8, fragile: true } },
    { key: 'pen', title: 'Ink pen', attributes: { category: 'office', price: 3 } },
    { key: 'tea', title: 'Green tea', attributes: { category: 'food', price: 6, tags: ['hot'] } },
  ],
};
