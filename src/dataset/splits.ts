import { EdgewiseError } from '../core/errors.js';
import { hasEntry, type CsrMatrix } from '../linalg/csr.js';
import { keepEntries } from '../linalg/keep-entries.js';
import type { Dataset } from './dataset.js';
import { restrictEvents } from './restrict-events.js';
import { drawNewUsers } from './splits/draw-new-users.js';
import { cutForShare, keepBefore } from './splits/keep-before.js';
import { keepEarlier } from './splits/keep-earlier.js';
import { keepEventsOfPairs } from './splits/keep-events-of-pairs.js';
import { keepKnownItems } from './splits/keep-known-items.js';
import { keepRandom } from './splits/keep-random.js';
import { isTargetPair } from './target-pairs.js';

/**
 * What to hold out, JSON-safe so that a report can say it.
 * `random`: floor(share × n) of each user's n pairs, drawn with the seed.
 * `last-share`: the last floor(share × n) of each user's pairs: by time of their last event, then by order of reading
 * where the dataset kept it, then by item.
 * `leave-last-out`: the last pair, in the same order, of each user who has two or more.
 * `new-items`: floor(share × n) of the n items that have pairs, drawn with the seed, with all of theirs.
 * `new-users`: floor(share × n) of the n users who have at least 2 × `told` items, drawn with the seed, with all that they
 * did and are described by; all but the first `told` items of each are to judge by.
 * `temporal`: what happened at or after `cut` (milliseconds), or after the moment that leaves `share` of the events.
 */
export type SplitPlan =
  | { readonly kind: 'random'; readonly share: number; readonly seed: number }
  | { readonly kind: 'new-items'; readonly share: number; readonly seed: number }
  | { readonly kind: 'new-users'; readonly share: number; readonly told: number; readonly seed: number }
  | { readonly kind: 'last-share'; readonly share: number }
  | { readonly kind: 'leave-last-out' }
  | { readonly kind: 'temporal'; readonly cut: number }
  | { readonly kind: 'temporal'; readonly share: number };

export interface Split {
  /** Over the users and items of the whole, of which some items (under `temporal`, `new-items` and `new-users` also users) may have no pair left. */
  readonly train: Dataset;
  /** users × items of `train`, disjoint from its pairs, those of the dataset's target behavior alone; values null. */
  readonly heldOut: CsrMatrix;
  /** Of `new-users` alone: what is told of them once training is done, with what describes them. Users, items and behaviors of the whole. */
  readonly told?: Dataset;
}

/**
 * Every pair goes either to `train` or to `heldOut`, and every user keeps at least one pair in `train`. Only under
 * `temporal` and `new-items` may a user have none; her pairs are then in neither, because nothing about her could be learned.
 * Under `new-users` those who are new have no pair in `train`: theirs go either to `told` or to `heldOut`.
 * Errors: SPLIT_INVALID for a share outside 0–1, for times that are not known, or when one side would be empty.
 */
export function splitDataset(dataset: Dataset, plan: SplitPlan): Split {
  assertShare(plan);
  const split = plan.kind === 'new-users' ? splitUsers(dataset, plan) : splitPairs(dataset, plan);
  if (split.heldOut.indices.length > 0) return split;
  throw new EdgewiseError('SPLIT_INVALID', `The ${plan.kind} split holds nothing out${ofTarget(dataset)}.`);
}

type PlanOf<Kind extends SplitPlan['kind']> = Extract<SplitPlan, { kind: Kind }>;

function splitUsers(dataset: Dataset, { share, told, seed }: PlanOf<'new-users'>): Split {
  const count = (users: number): number => shareOf(users, share);
  const drawn = drawNewUsers(dataset, { told, count, seed });
  const { userAttributes } = dataset;
  const known = userAttributes && {
    userAttributes: {
      ...userAttributes,
      edges: keepEntries(userAttributes.edges, (user) => drawn.isNew[user] === 0),
    },
  };
  const train = restrictEvents({ ...dataset, ...known }, keepEventsOfPairs(dataset, [...drawn.told, ...drawn.others]));
  const toldEvents = keepEventsOfPairs(dataset, drawn.told).map((flag) => 1 - flag);
  const ofNewUsers = restrictEvents(dataset, toldEvents);
  return { train, heldOut: missingPairs(dataset, ofNewUsers.interactions), told: ofNewUsers };
}

function splitPairs(dataset: Dataset, plan: Exclude<SplitPlan, { kind: 'new-users' }>): Split {
  const keep = keptEvents(dataset, plan);
  if (!keep.includes(1)) throw new EdgewiseError('SPLIT_INVALID', `The ${plan.kind} split leaves nothing to train on.`);
  const train = restrictEvents(dataset, keep);
  return { train, heldOut: missingPairs(dataset, train.interactions) };
}

function assertShare(plan: SplitPlan): void {
  if (!('share' in plan) || (plan.share > 0 && plan.share < 1)) return;
  throw new EdgewiseError('SPLIT_INVALID', `A share must lie between 0 and 1, not ${plan.share}.`, {
    place: { field: 'share' },
  });
}

/** One flag an event: 1 where it stays in training. */
function keptEvents(dataset: Dataset, plan: Exclude<SplitPlan, { kind: 'new-users' }>): Uint8Array {
  switch (plan.kind) {
    case 'random':
      return keepRandom(dataset, (pairs) => shareOf(pairs, plan.share), plan.seed);
    case 'new-items':
      return keepKnownItems(dataset, (items) => shareOf(items, plan.share), plan.seed);
    case 'last-share':
      return keepEarlier(dataset, (pairs) => shareOf(pairs, plan.share));
    case 'leave-last-out':
      return keepEarlier(dataset, (pairs) => (pairs > 1 ? 1 : 0));
    case 'temporal':
      return keepBefore(dataset, 'cut' in plan ? plan.cut : cutForShare(dataset, plan.share));
  }
}

/** floor(share × n) with room for rounding (0.29 × 100 is 28.999…), and never all of them. */
function shareOf(pairs: number, share: number): number {
  return Math.min(Math.max(0, pairs - 1), Math.floor(share * pairs + 1e-9));
}

function ofTarget({ targetBehavior }: Dataset): string {
  return targetBehavior === undefined ? '' : ` of the behavior "${targetBehavior}"`;
}

/** The target pairs of a dataset that `part` lacks, for rows that have pairs in `part`. */
function missingPairs(dataset: Dataset, part: CsrMatrix): CsrMatrix {
  const whole = dataset.interactions;
  const indptr = new Int32Array(whole.rows + 1);
  const indices: number[] = [];
  for (let row = 0; row < whole.rows; row++) {
    const isKnown = part.indptr[row]! < part.indptr[row + 1]!;
    for (let entry = whole.indptr[row]!; isKnown && entry < whole.indptr[row + 1]!; entry++) {
      const column = whole.indices[entry]!;
      if (!hasEntry(part, row, column) && isTargetPair(dataset, entry)) indices.push(column);
    }
    indptr[row + 1] = indices.length;
  }
  return { rows: whole.rows, columns: whole.columns, indptr, indices: Int32Array.from(indices), values: null };
}
