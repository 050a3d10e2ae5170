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
  /** Items that are told of each of `new-users`; 5 when absent. */
  readonly told?: number;
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
    log.warn({ split: choice.kind }, choice.kind === 'new-users' ? TOLD_WITHOUT_ORDER : WITHOUT_ORDER);
  const kind = choice.kind === 'auto' ? (isOrdered ? 'last-share' : 'random') : choice.kind;
  const plan = planOf(kind, choice);
  return {
    protocol: plan,
    splitOf: (seed) => splitDataset(dataset, isDrawn(plan) ? { ...plan, seed } : plan),
  };
}

const WITHOUT_ORDER =
  'Neither times nor an order of reading are known: figures of a random split flatter, and the last by item is arbitrary.';

const TOLD_WITHOUT_ORDER =
  'Neither times nor an order of reading are known: what is told of new users is drawn, and need not be what came first.';

/** Few enough for somebody who has just come. */
const TOLD = 5;

type DrawnPlan = Extract<SplitPlan, { seed: number }>;
type Seedless<Plan> = Plan extends unknown ? Omit<Plan, 'seed'> : never;
type SeedlessPlan = Exclude<SplitPlan, DrawnPlan> | Seedless<DrawnPlan>;

function isDrawn(plan: SeedlessPlan): plan is Seedless<DrawnPlan> {
  return plan.kind === 'random' || plan.kind === 'new-items' || plan.kind === 'new-users';
}

function planOf(kind: SplitPlan['kind'], { share, cut, told = TOLD }: SplitChoice): SeedlessPlan {
  switch (kind) {
    case 'leave-last-out':
      return { kind };
    case 'temporal':
      return cut === undefined ? { kind, share } : { kind, cut };
    case 'new-users':
      return { kind, share, told };
    case 'random':
    case 'new-items':
    case 'last-share':
      return { kind, share };
  }
}
