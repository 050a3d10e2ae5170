import type { CsrMatrix } from '../../linalg/csr.js';
import { WalkFilter } from '../../linalg/walk-filter.js';
import type { WalkExponents } from '../../linalg/walk-graph.js';
import type { Component } from '../../snapshot/contents.js';

/** The rows of a `walk` component over the graph: a user → F_u [I] as float32, a view that the next call overwrites. */
export function walkRows(component: Component, graph: CsrMatrix): (user: number) => Float32Array {
  const filter = new WalkFilter(graph, exponentsOf(component));
  const scores = new Float32Array(graph.columns);
  return (user) => {
    scores.set(filter.row(filter.edgesOf(user), user));
    return scores;
  };
}

/** What a `walk` component is. */
export function exponentsOf({ parameters }: Component): WalkExponents {
  return { p: Number(parameters['p']), q: Number(parameters['q']), a: Number(parameters['a']) };
}
