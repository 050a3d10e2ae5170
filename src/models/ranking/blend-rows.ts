import type { CsrMatrix } from '../../linalg/csr.js';
import { standardizedSum } from '../../linalg/standardized-sum.js';
import type { Component } from '../../snapshot/contents.js';
import { blendParts } from './blend-parts.js';
import { dotRows } from './dot-rows.js';
import { walkRows } from './walk-rows.js';

/** The rows of a `blend` component over a graph whose first columns are the items: a user → z(dot row) + weight · z(walk row) [I], a view that the next call overwrites. */
export async function blendRows(
  component: Component,
  components: readonly Component[],
  graph: CsrMatrix,
  items = graph.columns,
): Promise<(user: number) => Float32Array> {
  const { dot, walk, weight } = blendParts(component, components);
  const dotRow = await dotRows(dot);
  const walkRow = walkRows(walk, graph, items);
  const scores = new Float32Array(items);
  return (user) => {
    standardizedSum(dotRow(user), walkRow(user), weight, scores);
    return scores;
  };
}
