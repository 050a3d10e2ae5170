import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Random } from '../core/random.js';
import type { PerUser } from './per-user-metrics.js';

/** [low, high] */
export type Interval = readonly [number, number];

export interface BootstrapOptions {
  readonly random: Random;
  /** 1,000 when absent. */
  readonly resamples?: number;
  /** How much of the resampled means the interval holds; .95 when absent. */
  readonly level?: number;
}

/**
 * Percentile bootstrap interval of each metric's mean over users (Efron 1979; for rankings Sakai, SIGIR 2006): users
 * are drawn with replacement, the same draw for every metric. All arrays have one length; [0, 0] of no user.
 */
export async function bootstrapIntervals(
  values: PerUser,
  { random, resamples = 1000, level = 0.95 }: BootstrapOptions,
): Promise<Record<string, Interval>> {
  const names = Object.keys(values);
  const columns = Object.values(values);
  const users = columns[0]?.length ?? 0;
  if (users === 0) return Object.fromEntries(names.map((name) => [name, [0, 0]]));
  const means = columns.map(() => new Float64Array(resamples));
  const draw = new Int32Array(users);
  for (let resample = 0; resample < resamples; resample++) {
    for (let place = 0; place < users; place++) draw[place] = random.below(users);
    columns.forEach((column, metric) => (means[metric]![resample] = meanOfDraw(column, draw)));
    if (resample % 50 === 49) await nextTurn();
  }
  return Object.fromEntries(names.map((name, metric) => [name, middleShare(means[metric]!, level)]));
}

function meanOfDraw(column: Float64Array, draw: Int32Array): number {
  let sum = 0;
  for (let place = 0; place < draw.length; place++) sum += column[draw[place]!]!;
  return sum / draw.length;
}

/** The quantiles that leave equal tails, between order statistics by linear interpolation. */
function middleShare(values: Float64Array, level: number): Interval {
  const ascending = values.slice().sort();
  return [quantile(ascending, (1 - level) / 2), quantile(ascending, (1 + level) / 2)];
}

function quantile(ascending: Float64Array, share: number): number {
  const place = share * (ascending.length - 1);
  const below = Math.floor(place);
  const low = ascending[below]!;
  const high = ascending[Math.min(below + 1, ascending.length - 1)]!;
  return low + (place - below) * (high - low);
}
