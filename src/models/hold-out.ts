import { isEdgewiseError } from '../core/errors.js';
import type { Logger } from '../core/log.js';
import { Random } from '../core/random.js';
import type { Dataset } from '../dataset/dataset.js';
import { hasKnownOrder } from '../dataset/known-order.js';
import { splitDataset, type SplitPlan } from '../dataset/splits.js';
import { trainingGraph } from '../dataset/training-graph.js';
import type { CsrMatrix } from '../linalg/csr.js';
import { usersWithRelevantItems } from '../metrics/ranked-lists.js';
import { activeUsers } from './active-users.js';

/** Edges to learn from and edges to choose by. */
export interface HoldOut {
  /** The graph that is learned from, attributes included (dataset/whole-graph.ts): the columns of `heldOut` and behind them no items. */
  readonly train: CsrMatrix;
  /** users × items */
  readonly heldOut: CsrMatrix;
  /** Users to rank, ascending. */
  readonly users: Int32Array;
  /** Whether the last pairs were taken rather than a random share: then it ranks as the future does (decision 155). */
  readonly isOrdered: boolean;
}

/** The same with the events behind the edges to learn from. */
export interface DatasetHoldOut extends HoldOut {
  /** `train` is its interactions. */
  readonly dataset: Dataset;
}

/** Which edges are held out to choose by. */
export interface HoldOutOptions {
  /** Each user's last where an order is known and else a random share (`auto`), … or none. */
  readonly validation: 'auto' | 'last' | 'random' | 'none';
  /** Share of each user's edges that is held out. */
  readonly validationShare: number;
  /** Most users that are ranked, drawn once; all when there are fewer. */
  readonly validationUsers: number;
}

export const DEFAULT_HOLD_OUT: HoldOutOptions = { validation: 'auto', validationShare: 0.1, validationUsers: 4096 };

/** Splits validation edges off; undefined when none are wanted or no user has two pairs. */
export function holdOut(dataset: Dataset, options: HoldOutOptions, seed: number, log: Logger): HoldOut | undefined {
  const parts = holdOutOfDataset(dataset, options, seed, log);
  if (parts === undefined) return undefined;
  const { train, heldOut, users, isOrdered } = parts;
  return { train, heldOut, users, isOrdered };
}

/** The same, events included. */
export function holdOutOfDataset(
  dataset: Dataset,
  options: HoldOutOptions,
  seed: number,
  log: Logger,
): DatasetHoldOut | undefined {
  const plan = planFor(dataset, options, seed);
  if (plan === undefined) return undefined;
  try {
    const { train, heldOut } = splitDataset(dataset, plan);
    const users = sampleUsers(usersWithRelevantItems(heldOut), options.validationUsers, seed);
    log.info({ ...plan, edges: heldOut.indices.length, users: users.length }, 'Validation edges held out.');
    return { train: trainingGraph(train), dataset: train, heldOut, users, isOrdered: plan.kind === 'last-share' };
  } catch (error) {
    if (!isEdgewiseError(error, 'SPLIT_INVALID')) throw error;
    log.warn({ ...plan }, 'Lists are too short to hold edges out: every epoch is trained and the last table kept.');
    return undefined;
  }
}

/**
 * Last pairs are held out wherever an order is known: published splits and the future alike are what came last, and a
 * random share then flatters and misleads (docs/model.md).
 */
function planFor(
  dataset: Dataset,
  { validation, validationShare }: HoldOutOptions,
  seed: number,
): SplitPlan | undefined {
  if (validation === 'none') return undefined;
  const share = shareForLists(dataset.interactions, validationShare);
  const isLast = validation === 'last' || (validation === 'auto' && hasKnownOrder(dataset));
  return isLast ? { kind: 'last-share', share } : { kind: 'random', share, seed };
}

/** Raised, to a half at most, where lists are so short that a share of the median one is less than an edge. */
export function shareForLists({ rows, columns, indptr, indices, values }: CsrMatrix, share: number): number {
  const lengths = activeUsers({ rows, columns, indptr, indices, values }).map(
    (user) => indptr[user + 1]! - indptr[user]!,
  );
  const median = lengths.sort()[lengths.length >>> 1] ?? 1;
  return Math.min(0.5, Math.max(share, 1 / median));
}

function sampleUsers(users: Int32Array, most: number, seed: number): Int32Array {
  if (users.length <= most) return users;
  return Random.stream(seed, 'validation users').shuffle<Int32Array, number>(users.slice()).slice(0, most).sort();
}
