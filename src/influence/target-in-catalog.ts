import type { EdgeChange, TargetScores } from './score-oracle.js';

/** Scores of some items read off rows of the whole catalog, for oracles to which a row costs as much as a score. */
export function targetInCatalog(
  items: readonly number[],
  catalog: (changes: readonly EdgeChange[]) => ArrayLike<number>,
): TargetScores {
  const after = (changes: readonly EdgeChange[]): Float64Array => {
    const row = catalog(changes);
    return Float64Array.from(items, (item) => row[item]!);
  };
  return { scores: after([]), after };
}
