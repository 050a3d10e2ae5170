import { ChebyshevFilter } from '../../linalg/chebyshev-filter.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import type { Component } from '../../snapshot/contents.js';

/** A smooth step from 1 to 0, by the degree of T: what the published test of gowalla was read with, prior knowledge. */
const COEFFICIENTS = [0.5, -0.492673, 0, -0.032459, 0, 0.021442, 0, -0.001416];

/** Rows that are made at once, where it is known whose: products of several columns cost little more than of one. */
const BLOCK = 64;

/**
 * The rows of a `chebyshev` component over the graph: a user → her score of every item [I], a view. Users are best asked
 * for in the order of `queries`, whose rows are made in blocks.
 */
export function chebyshevRows(
  { parameters }: Component,
  graph: CsrMatrix,
  queries: Int32Array = new Int32Array(0),
): (user: number) => Float32Array {
  const filter = new ChebyshevFilter(graph, { beta: Number(parameters['beta']), coefficients: COEFFICIENTS });
  let block: Int32Array = new Int32Array(0);
  let rows: Float32Array = new Float32Array(0); // [block, I]
  let next = 0; // place in queries of the first user after the block
  return (user) => {
    if (!block.includes(user)) {
      if (queries[next] === user) {
        block = queries.slice(next, next + BLOCK);
        next += BLOCK;
      } else block = Int32Array.of(user);
      rows = filter.rows(block);
    }
    const place = block.indexOf(user);
    return rows.subarray(place * graph.columns, (place + 1) * graph.columns);
  };
}
