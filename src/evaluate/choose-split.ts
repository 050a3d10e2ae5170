import type { Logger } from '../core/log.js';
import type { Dataset } from '../dataset/dataset.js';
import { hasKnownOrder } from '../dataset/known-order.js';
import { splitDataset, type Split, type SplitPlan } from '../dataset/splits.js';
import type { Protocol } from './evaluate-seeds.js';

/** How pairs are to be held out; `auto`: a share of each user's last ones where an order is known, else a random share. */
export interface SplitChoice {
  readonly kind: 'auto' | SplitPlan['kind'];
  readonly share: number;
  /** Milliseconds; of `temporal` alone, in place of the share. */
  readonly cut?: number;
}

export interface ChosenSplit {
  readonly protocol: Protocol['split'];
  /** The same for every seed but where pairs are drawn. Errors: SPLIT_INVALID. */
  readonly splitOf: (seed: number) => Split;
}

/** Warns where a dataset has no order that a split by time could go by. */
export function chooseSplit(dataset: Dataset, choice: SplitChoice, log: Logger): ChosenSplit {
  const isOrdered = hasKnownOrder(dataset);
  if (!isOrdered && choice.kind !== 'random' && choice.kind !== 'new-items')
    log.warn({ split: choice.kind }, WITHOUT_ORDER);
  const kind = choice.kind === 'auto' ? (isOrdered ? 'last-share' : 'random') : choice.kind;
  const plan = planOf(kind, choice);
  return {
    protocol: plan,
    splitOf: (seed) =>
      splitDataset(dataset, plan.kind === 'random' || plan.kind === 'new-items' ? { ...plan, seed } : plan),
  };
}

const WITHOUT_ORDER =
  'Neither times nor an order of reading are known: figures of a random split flatter, and the last by item is arbitrary.';

type SeedlessPlan =
  | Exclude<SplitPlan, { seed: number }>
  | { readonly kind: 'random'; readonly share: number }
  | { readonly kind: 'new-items'; readonly share: number };

function planOf(kind: SplitPlan['kind'], { share, cut }: SplitChoice): SeedlessPlan {
  switch (kind) {
    case 'leave-last-out':
      return { kind };
    case 'temporal':
      return cut === undefined ? { kind, share } : { kind, cut };
    case 'random':
    case 'new-items':
    case 'last-share':
      return { kind, share };
  }
}
