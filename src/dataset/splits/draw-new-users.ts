import { EdgewiseError } from '../../core/errors.js';
import { Random } from '../../core/random.js';
import type { Dataset } from '../dataset.js';
import { hasKnownOrder } from '../known-order.js';
import { orderOfPairs } from './order-of-pairs.js';

export interface NewUsers {
  /** 1 for each user [U] who is new. */
  readonly isNew: Uint8Array;
  /** Their pairs, entries of `interactions`: what is told of them, and the others. */
  readonly told: readonly number[];
  readonly others: readonly number[];
}

/**
 * Draws users of those who have at least twice as many items as are told, so that as many are left to judge by. Told are
 * the first of each by time, else by order of reading (order-of-pairs.ts); where neither is known they are drawn.
 * `count`: how many of n such users. Errors: SPLIT_INVALID when there are none, or none is drawn.
 */
export function drawNewUsers(
  dataset: Dataset,
  { told, count, seed }: { told: number; count: (users: number) => number; seed: number },
): NewUsers {
  const { rows, indptr } = dataset.interactions;
  const random = Random.stream(seed, 'new users');
  const order = hasKnownOrder(dataset) ? orderOfPairs(dataset) : () => 0;
  const eligible = eligibleUsers(dataset, told);
  const drawn = random
    .shuffle(eligible)
    .slice(0, count(eligible.length))
    .sort((a, b) => a - b);
  if (drawn.length === 0) {
    throw new EdgewiseError(
      'SPLIT_INVALID',
      `Of the ${eligible.length} users with ${2 * told} items or more, none is in the share.`,
      {
        cure: 'Raise the share, or tell fewer items so that more users have twice as many.',
        place: { field: 'share' },
      },
    );
  }
  const isNew = new Uint8Array(rows);
  const [toldPairs, others]: [number[], number[]] = [[], []];
  for (const user of drawn) {
    isNew[user] = 1;
    const pairs = Array.from({ length: indptr[user + 1]! - indptr[user]! }, (_, place) => indptr[user]! + place);
    random.shuffle(pairs).sort(order); // stable: what the order leaves open stays as it was drawn
    toldPairs.push(...pairs.slice(0, told));
    others.push(...pairs.slice(told));
  }
  return { isNew, told: toldPairs, others };
}

function eligibleUsers({ interactions: { rows, indptr } }: Dataset, told: number): number[] {
  if (!(Number.isInteger(told) && told > 0)) {
    throw new EdgewiseError('SPLIT_INVALID', `Of new users at least one item is told, and not ${told}.`, {
      place: { field: 'told' },
      cure: 'Tell 1 or more: of whom nothing is known is offered what is popular.',
    });
  }
  const pairsOf = (user: number): number => indptr[user + 1]! - indptr[user]!;
  const users = Array.from({ length: rows }, (_, user) => user);
  const eligible = users.filter((user) => pairsOf(user) >= 2 * told);
  if (eligible.length > 0) return eligible;
  const most = users.reduce((highest, user) => Math.max(highest, pairsOf(user)), 0);
  throw new EdgewiseError(
    'SPLIT_INVALID',
    `Nobody has ${2 * told} items, ${told} to tell and as many to judge by: the most that a user has is ${most}.`,
    { place: { field: 'told' }, cure: most < 2 ? 'Add interactions.' : `Tell ${Math.floor(most / 2)} items or fewer.` },
  );
}
