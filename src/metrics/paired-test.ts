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
  const sums = sumsOfBlocks(differences);
  const observed = Math.abs(flippedSum(sums, () => 0));
  const reached = observed * (1 - 1e-12); // the observed assignment itself must not lose to rounding
  let extreme = 1;
  for (let flip = 0; flip < flips; flip++) {
    if (Math.abs(flippedSum(sums, () => random.uint32())) >= reached) extreme++;
    if (flip % 500 === 499) await nextTurn();
  }
  return extreme / (1 + flips);
}

/** Differences whose signs one byte decides. */
const BLOCK = 8;
const PATTERNS = 1 << BLOCK;

/** The sum of each block of differences under each pattern of signs, a set bit turning one. [blocks, 256] */
function sumsOfBlocks(differences: Float64Array): Float64Array {
  const sums = new Float64Array(Math.ceil(differences.length / BLOCK) * PATTERNS);
  for (let place = 0; place < sums.length; place++) {
    const first = Math.floor(place / PATTERNS) * BLOCK;
    for (let bit = 0; bit < BLOCK && first + bit < differences.length; bit++) {
      sums[place]! += ((place >>> bit) & 1) === 0 ? differences[first + bit]! : -differences[first + bit]!;
    }
  }
  return sums;
}

/** The sum of all differences, four blocks' signs a word of bits. */
function flippedSum(sums: Float64Array, nextBits: () => number): number {
  let sum = 0;
  let bits = 0;
  for (let start = 0, block = 0; start < sums.length; start += PATTERNS, block++) {
    if (block % 4 === 0) bits = nextBits();
    sum += sums[start + (bits & (PATTERNS - 1))]!;
    bits >>>= BLOCK;
  }
  return sum;
}
