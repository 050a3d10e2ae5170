import { columnSums, rowSums, transpose, type CsrMatrix } from './csr.js';

/** How strongly degrees damp a walk: of the item it ends at (p), the item it starts from (q), the user between (a). */
export interface WalkExponents {
  readonly p: number;
  readonly q: number;
  readonly a: number;
}

/** A graph from both sides, with what a walk is damped by at each step; 0 at nodes without edges. */
export interface WalkGraph {
  /** users × items */
  readonly byUser: CsrMatrix;
  /** items × users */
  readonly byItem: CsrMatrix;
  /** d_j^-q [I] */
  readonly starting: Float64Array;
  /** d_v^-a [U] */
  readonly passing: Float64Array;
  /** d_i^-p [I] */
  readonly ending: Float64Array;
}

/** `interactions` is users × items with weights above 0; degrees are sums of weights. */
export function walkGraph(interactions: CsrMatrix, { p, q, a }: WalkExponents): WalkGraph {
  const itemDegrees = columnSums(interactions);
  return {
    byUser: interactions,
    byItem: transpose(interactions),
    starting: powers(itemDegrees, -q),
    passing: powers(rowSums(interactions), -a),
    ending: powers(itemDegrees, -p),
  };
}

function powers(degrees: Float64Array, exponent: number): Float64Array {
  return degrees.map((degree) => (degree > 0 ? degree ** exponent : 0));
}
