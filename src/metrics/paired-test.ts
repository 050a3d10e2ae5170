import { setImmediate as nextTurn } from 'node:timers/promises';
import { Random } from '../core/random.js';
import { bootstrapIntervals, type Interval } from './bootstrap.js';
import { mean } from './mean.js';
import type { PerUser } from './per-user-metrics.js';

/** One metric of two rankings of the same users. */
export interface PairedDifference {
  /** Mean of second − first. */
  readonly difference: number;
  /** Its paired bootstrap interval. */
  readonly interval: Interval;
  /** Two-sided, of the randomization test: how often chance alone makes a difference at least as large. */
  readonly p: number;
  /** Users whom the two serve differently. */
  readonly users: number;
}

/**
 * Compares two rankings metric by metric, user by user: a paired bootstrap interval of the mean difference, and Fisher's
 * randomization test by random sign flips (Smucker, Allan & Carterette, CIKM 2007), p = (1 + #{|d*| ≥ |d|}) / (1 + R)
 * with R = 9,999 flips, so that it is never 0. Only metrics that both have; p says nothing of how many were looked at.
 */
export async function pairedDifferences(
  first: PerUser,
  second: PerUser,
  { seed, flips = 9999 }: { readonly seed: number; readonly flips?: number },
): Promise<Record<string, PairedDifference>> {
  const names = Object.keys(first).filter((name) => name in second);
  const differences = Object.fromEntries(
    names.map((name) => [name, second[name]!.map((value, user) => value - first[name]![user]!)]),
  );
  const intervals = await bootstrapIntervals(differences, { random: Random.stream(seed, 'paired-bootstrap') });
  const results: Record<string, PairedDifference> = {};
  for (const name of names) {
    const changed = differences[name]!.filter((difference) => difference !== 0);
    results[name] = {
      difference: mean(differences[name]!),
      interval: intervals[name]!,
      p: await randomizationTest(changed, Random.stream(seed, 'randomization'), flips),
      users: changed.length,
    };
  }
  return results;
}

async function randomizationTest(differences: Float64Array, random: Random, flips: number): Promise<number> {
  if (differences.length === 0) return 1;
  const observed = Math.abs(differences.reduce((sum, value) => sum + value, 0));
  const reached = observed * (1 - 1e-12); // the observed assignment itself must not lose to rounding
  let extreme = 1;
  for (let flip = 0; flip < flips; flip++) {
    if (Math.abs(flippedSum(differences, random)) >= reached) extreme++;
    if (flip % 500 === 499) await nextTurn();
  }
  return extreme / (1 + flips);
}

/** Each sign kept or turned by one bit. */
function flippedSum(differences: Float64Array, random: Random): number {
  let sum = 0;
  let bits = 0;
  for (let place = 0; place < differences.length; place++) {
    if ((place & 31) === 0) bits = random.uint32();
    sum += (bits & 1) === 0 ? differences[place]! : -differences[place]!;
    bits >>>= 1;
  }
  return sum;
}
