import { isEdgewiseError } from '../core/errors.js';
import type { Logger } from '../core/log.js';
import { Random } from '../core/random.js';
import type { Dataset } from '../dataset/dataset.js';
import { hasKnownOrder } from '../dataset/known-order.js';
import { splitDataset, type Split } from '../dataset/splits.js';
import type { CsrMatrix } from '../linalg/csr.js';
import { usersWithRelevantItems } from '../metrics/ranked-lists.js';
import { shareForLists } from '../models/hold-out.js';

/** One way to hold out: learn from `train`, judge by `heldOut`. */
export interface Fold {
  readonly train: Dataset;
  /** users × items, disjoint from `train`. */
  readonly heldOut: CsrMatrix;
  /** Users to rank for, ascending. */
  readonly users: Int32Array;
}

export interface FoldPlan {
  /** 2 where an order is known, else 3, when absent. */
  readonly count?: number | undefined;
  /** Share of each user's pairs that a fold holds out, raised where that is less than a pair of the median user. */
  readonly share: number;
  /** Most users that are ranked in a fold, drawn once. */
  readonly users: number;
  readonly seed: number;
}

export interface Folds {
  readonly kind: 'last-share' | 'random';
  /** Of each user's pairs in a fold: what was asked for, or more where lists are short. */
  readonly share: number;
  readonly folds: readonly Fold[];
}

/**
 * Where an order is known, origins that roll back: the first fold holds out each user's last pairs, the next one the last
 * of what is left (Tashman, 2000). Else random shares, drawn anew for each fold, with a warning. Fewer folds than asked
 * for where lists are too short for more. Errors: SPLIT_INVALID where not even one can be made.
 */
export function makeFolds(
  dataset: Dataset,
  { count: asked, share: least, users: most, seed }: FoldPlan,
  log: Logger,
): Folds {
  const share = shareForLists(dataset.interactions, least);
  const isOrdered = hasKnownOrder(dataset);
  const count = asked ?? (isOrdered ? 2 : 3);
  if (!isOrdered) log.warn({ folds: count, share }, UNORDERED);
  const folds: Fold[] = [];
  for (let whole = dataset; folds.length < count;) {
    const split = splitOr(folds, () =>
      splitDataset(
        isOrdered ? whole : dataset,
        isOrdered ? { kind: 'last-share', share } : { kind: 'random', share, seed: seed + folds.length },
      ),
    );
    if (split === undefined) break;
    folds.push({ ...split, users: sampled(usersWithRelevantItems(split.heldOut), most, seed) });
    whole = split.train;
  }
  return { kind: isOrdered ? 'last-share' : 'random', share, folds };
}

const UNORDERED =
  'No order of pairs is known: random folds flatter, and may rank models otherwise than the future does (docs/quality.md).';

/** Undefined where a further fold cannot be made. */
function splitOr(folds: readonly Fold[], split: () => Split): Split | undefined {
  try {
    return split();
  } catch (error) {
    if (folds.length === 0 || !isEdgewiseError(error, 'SPLIT_INVALID')) throw error;
    return undefined;
  }
}

function sampled(users: Int32Array, most: number, seed: number): Int32Array {
  if (users.length <= most) return users;
  return Random.stream(seed, 'fold users').shuffle<Int32Array, number>(users.slice()).slice(0, most).sort();
}
