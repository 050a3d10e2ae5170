import type { SnapshotContents } from '../../../src/snapshot/contents.js';
import { tinyContents, type TinyInteraction } from '../../fixtures/tiny-snapshot.js';

/**
 * Contents that rank by walks with all exponents 0, so that a score is a sum over her items of w_uj times how many others
 * have both: small whole numbers.
 */
export function walksByHand(interactions: readonly TinyInteraction[]): SnapshotContents {
  const contents = tinyContents(interactions, { weighting: { mode: 'sum', behaviorWeights: {} } });
  const others = contents.components.filter(({ kind }) => kind !== 'dot');
  const walk = { kind: 'walk', name: 'walk', parameters: { p: 0, q: 0, a: 0 }, arrays: {} };
  return { ...contents, components: [walk, ...others] };
}

/** Five edges: `ann` has `fig` (weight 3) and `jam` (1), and `ben` has both and `pear`, which scores 3 + 1 for her. */
export const FIVE_EDGES: readonly TinyInteraction[] = [
  { userKey: 'ann', itemKey: 'fig', weight: 3 },
  { userKey: 'ann', itemKey: 'jam' },
  { userKey: 'ben', itemKey: 'fig' },
  { userKey: 'ben', itemKey: 'jam' },
  { userKey: 'ben', itemKey: 'pear' },
];

/** `pear` (3, by `fig` alone) before `plum` (1, by `jam` alone). */
export const TWO_WAYS: readonly TinyInteraction[] = [
  { userKey: 'ann', itemKey: 'fig', weight: 3 },
  { userKey: 'ann', itemKey: 'jam' },
  { userKey: 'ben', itemKey: 'fig' },
  { userKey: 'ben', itemKey: 'pear' },
  { userKey: 'cat', itemKey: 'jam' },
  { userKey: 'cat', itemKey: 'plum' },
];
