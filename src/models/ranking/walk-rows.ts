import type { CsrMatrix } from '../../linalg/csr.js';
import { WalkFilter } from '../../linalg/walk-filter.js';
import { walkGraph, type WalkExponents } from '../../linalg/walk-graph.js';
import type { Component } from '../../snapshot/contents.js';

/**
 * The rows of a `walk` component over the graph, whose first columns are the items: a user → F_u [I] as float32, a view
 * that the next call overwrites.
 */
export function walkRows(
  component: Component,
  graph: CsrMatrix,
  items = graph.columns,
): (user: number) => Float32Array {
  const exponents = exponentsOf(component);
  const filter = new WalkFilter(graph, exponents, walkGraph(graph, exponents, items));
  const scores = new Float32Array(items);
  return (user) => {
    scores.set(filter.row(filter.edgesOf(user), user));
    return scores;
  };
}

/** What a `walk` component is. */
export function exponentsOf({ parameters }: Component): WalkExponents {
  return { p: Number(parameters['p']), q: Number(parameters['q']), a: Number(parameters['a']) };
}
