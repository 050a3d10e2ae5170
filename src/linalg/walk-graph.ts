import { columnSums, rowSums, transpose, type CsrMatrix } from './csr.js';

/** How strongly degrees damp a walk: of the item it ends at (p), the item it starts from (q), the user between (a). */
export interface WalkExponents {
  readonly p: number;
  readonly q: number;
  readonly a: number;
}

/** A graph from both sides, with what a walk is damped by at each step; 0 at nodes without edges. */
export interface WalkGraph {
  /** How many of the columns are items that walks may end at: the first ones. Those that follow only lead on. */
  readonly items: number;
  /** users × columns */
  readonly byUser: CsrMatrix;
  /** columns × users */
  readonly byItem: CsrMatrix;
  /** d_j^-q [columns] */
  readonly starting: Float64Array;
  /** d_v^-a [U] */
  readonly passing: Float64Array;
  /** d_i^-p [columns], 0 beyond the items */
  readonly ending: Float64Array;
}

/**
 * `interactions` is users × items with weights above 0, perhaps with columns behind the items that users share and that
 * are none; degrees are sums of weights.
 */
export function walkGraph(
  interactions: CsrMatrix,
  { p, q, a }: WalkExponents,
  items = interactions.columns,
): WalkGraph {
  const itemDegrees = columnSums(interactions);
  return {
    items,
    byUser: interactions,
    byItem: transpose(interactions),
    starting: powers(itemDegrees, -q),
    passing: powers(rowSums(interactions), -a),
    ending: powers(itemDegrees, -p).fill(0, items),
  };
}

function powers(degrees: Float64Array, exponent: number): Float64Array {
  return degrees.map((degree) => (degree > 0 ? degree ** exponent : 0));
}
