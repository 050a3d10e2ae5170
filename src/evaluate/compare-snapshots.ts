import { setImmediate as nextTurn } from 'node:timers/promises';
import { EdgewiseError } from '../core/errors.js';
import { Random } from '../core/random.js';
import { throwIfInterrupted, type RunContext } from '../core/run-context.js';
import type { Dataset } from '../dataset/dataset.js';
import { hasEntry } from '../linalg/csr.js';
import { bootstrapIntervals, type Interval } from '../metrics/bootstrap.js';
import { coverage } from '../metrics/coverage.js';
import { exposure, gini } from '../metrics/exposure.js';
import { mean } from '../metrics/mean.js';
import { pairedDifferences, type PairedDifference } from '../metrics/paired-test.js';
import { perUserMetrics } from '../metrics/per-user-metrics.js';
import { createRecommender } from '../recommend/create-recommender.js';
import type { Recommender } from '../recommend/request.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import { commonPairs } from './common-pairs.js';
import { servedList } from './served-list.js';

export interface SnapshotComparison {
  /** Which two, in the order in which they were named. */
  readonly versions: readonly [string, string];
  readonly counts: { readonly users: number; readonly items: number; readonly heldOut: number };
  readonly cutoffs: readonly number[];
  /** Of either: hits as means over the same users, coverage and gini over the items that both know. */
  readonly metrics: readonly [Readonly<Record<string, number>>, Readonly<Record<string, number>>];
  readonly intervals: readonly [Readonly<Record<string, Interval>>, Readonly<Record<string, Interval>>];
  /** Second − first, user by user. */
  readonly differences: Readonly<Record<string, PairedDifference>>;
  readonly seed: number;
}

export interface SnapshotContest {
  readonly first: Snapshot;
  readonly second: Snapshot;
  /** Pairs to judge by; those that either snapshot has are left out. */
  readonly pairs: Dataset;
  readonly cutoffs: readonly number[];
  readonly seed: number;
}

/**
 * Judges two published snapshots by the same held-out pairs, as serving would answer: of the users whom both know, over
 * the items that both know, what either knows of a user left out of both lists.
 * Errors: SPLIT_INVALID when no pair is left to judge by; INTERRUPTED; those of createRecommender.
 */
export async function compareSnapshots(
  { first, second, pairs, cutoffs, seed }: SnapshotContest,
  run: RunContext,
): Promise<SnapshotComparison> {
  const heldOut = commonPairs(first, second, pairs);
  const users = heldOut.users;
  if (users.length === 0) {
    throw new EdgewiseError(
      'SPLIT_INVALID',
      'No pair is left to judge by: of users and items that both snapshots know, and new to both.',
    );
  }
  const k = Math.max(...cutoffs);
  const lists = [first, second].map(() => new Int32Array(users.length * k).fill(-1));
  const recommenders = [await createRecommender(first), await createRecommender(second)] as const;
  for (const [place, key] of users.entries()) {
    throwIfInterrupted(run.signal);
    lists[0]!.set(listOf(recommenders[0], key, k, second, first), place * k);
    lists[1]!.set(listOf(recommenders[1], key, k, first, first), place * k);
    run.progress({ stage: 'rank', done: place + 1, total: users.length, unit: 'users' });
    await nextTurn();
  }
  const ranked = lists.map((items) => ({ users: Int32Array.from(users.keys()), k, items }));
  const perUser = ranked.map((one) => perUserMetrics(one, heldOut.relevant, cutoffs));
  const items = commonItems(first, second);
  const metricsOf = (which: 0 | 1): Record<string, number> => {
    const metrics = Object.fromEntries(Object.entries(perUser[which]!).map(([name, values]) => [name, mean(values)]));
    for (const at of cutoffs) {
      const shown = exposure(ranked[which]!, at, first.items.size);
      metrics[`coverage@${at}`] = (coverage(ranked[which]!, at, first.items.size) * first.items.size) / items.length;
      metrics[`gini@${at}`] = gini(Uint32Array.from(items, (item) => shown[item]!));
    }
    return metrics;
  };
  const intervalsOf = (which: 0 | 1): Promise<Record<string, Interval>> =>
    bootstrapIntervals(perUser[which]!, { random: Random.stream(seed, 'bootstrap') });
  return {
    versions: [first.manifest.version, second.manifest.version],
    counts: { users: users.length, items: items.length, heldOut: heldOut.relevant.indices.length },
    cutoffs,
    metrics: [metricsOf(0), metricsOf(1)],
    intervals: [await intervalsOf(0), await intervalsOf(1)],
    differences: await pairedDifferences(perUser[0]!, perUser[1]!, { seed }),
    seed,
  };
}

/** The best k of what both know, as indices of `indexed`; the other's view of what the user has counts too. */
function listOf(recommender: Recommender, key: string, k: number, other: Snapshot, indexed: Snapshot): Int32Array {
  const user = other.userIndex(key);
  const counts = (itemKey: string): boolean => {
    const item = other.items.indexOf(itemKey);
    return item !== undefined && user !== undefined && !hasEntry(other.interactions, user, item);
  };
  const best = servedList(recommender, { key, revision: 0 }, k, counts);
  return Int32Array.from(best, (itemKey) => indexed.items.indexOf(itemKey)!);
}

/** Items of `first` that `second` knows too. */
function commonItems(first: Snapshot, second: Snapshot): Int32Array {
  return Int32Array.from(first.items.keys.keys()).filter(
    (item) => second.items.indexOf(first.items.keyAt(item)) !== undefined,
  );
}
