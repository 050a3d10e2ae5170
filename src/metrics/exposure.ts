import type { RankedLists } from './ranked-lists.js';

/** How many of the lists show each item in their first k places. [catalogSize] */
export function exposure(lists: RankedLists, k: number, catalogSize: number): Uint32Array {
  const counts = new Uint32Array(catalogSize);
  for (let list = 0; list < lists.users.length; list++) {
    for (const item of lists.items.subarray(list * lists.k, list * lists.k + k)) {
      if (item >= 0) counts[item]!++;
    }
  }
  return counts;
}

/**
 * Gini coefficient of counts: 0 where all are equal, 1 − 1/n where one has everything; 0 of nothing.
 * Σ_i (2i − n − 1) x_i / (n Σ x), x ascending, i from 1. Of exposure over the whole catalog it says how unevenly items
 * are shown (Fleder & Hosanagar, Management Science 2009).
 */
export function gini(counts: Uint32Array): number {
  const ascending = counts.slice().sort();
  let sum = 0;
  let weighted = 0;
  ascending.forEach((count, index) => {
    sum += count;
    weighted += (2 * (index + 1) - counts.length - 1) * count;
  });
  return sum === 0 ? 0 : weighted / (counts.length * sum);
}

/**
 * Lorenz curve of counts: the share of all exposure that the most shown items take together, at `points` + 1 evenly
 * spaced shares of the catalog from 0 to 1.
 */
export function exposureCurve(counts: Uint32Array, points: number): number[] {
  const ascending = counts.slice().sort();
  const total = ascending.reduce((sum, count) => sum + count, 0);
  const curve: number[] = [];
  let taken = 0;
  let next = 0;
  for (let point = 0; point <= points; point++) {
    const items = Math.round((point / points) * counts.length);
    while (next < items) taken += ascending[counts.length - 1 - next++]!;
    curve.push(total === 0 ? 0 : taken / total);
  }
  return curve;
}
