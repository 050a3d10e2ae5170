import { expect, it } from '@jest/globals';
import { Random } from '../../../src/core/random.js';
import { rankTrained } from '../../../src/pipeline/refresh/rank-trained.js';

const USERS = 12;
const ITEMS = 600;
const DIMENSIONS = 4;
const K = 20;

/** Dot products of random vectors; everybody knows the item of her own number and the one after. */
function sample() {
  const random = Random.fromSeed(3);
  const vectors = (rows: number): Float32Array =>
    Float32Array.from({ length: rows * DIMENSIONS }, () => random.normal());
  const users = vectors(USERS);
  const items = vectors(ITEMS);
  const component = {
    name: 'dot',
    kind: 'dot',
    parameters: { dimensions: DIMENSIONS },
    arrays: {
      users: { shape: [USERS, DIMENSIONS], array: users },
      items: { shape: [ITEMS, DIMENSIONS], array: items },
    },
  };
  const known = {
    rows: USERS,
    columns: ITEMS,
    indptr: Int32Array.from({ length: USERS + 1 }, (_, user) => 2 * user),
    indices: Int32Array.from({ length: 2 * USERS }, (_, entry) => (entry >> 1) + (entry % 2)),
    values: null,
  };
  const score = (user: number, item: number): number => {
    let sum = 0;
    for (let d = 0; d < DIMENSIONS; d++) sum += users[user * DIMENSIONS + d]! * items[item * DIMENSIONS + d]!;
    return sum;
  };
  return { component, known, score };
}

it.each([
  ['all items', () => 1],
  ['one item in three, so that some need longer lists', (item: number) => (item % 3 === 0 ? 1 : 0)],
  ['one item in a hundred, so that lists end', (item: number) => (item % 100 === 0 ? 1 : 0)],
])('the best new items are those of sorting them all: %s count', async (_, counting) => {
  const { component, known, score } = sample();
  const counts = Uint8Array.from({ length: ITEMS }, (__, item) => counting(item));
  const users = Int32Array.of(7, 0, 11);
  const { signal } = new AbortController();
  const lists = await rankTrained({ components: [component], known, users, k: K, counts, signal });
  expect([...lists.keys()]).toEqual([7, 0, 11]);
  for (const user of users) {
    const all = [...counts.keys()].filter((item) => counts[item] === 1 && item !== user && item !== user + 1);
    expect(lists.get(user)).toEqual(all.sort((a, b) => score(user, b) - score(user, a)).slice(0, K));
  }
});
