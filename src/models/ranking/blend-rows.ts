import { EdgewiseError } from '../../core/errors.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import { standardizedSum } from '../../linalg/standardized-sum.js';
import type { Component } from '../../snapshot/contents.js';
import { dotRows } from './dot-rows.js';
import { walkRows } from './walk-rows.js';

/** The rows of a `blend` component: a user → z(dot row) + weight · z(walk row) [I], a view that the next call overwrites. */
export async function blendRows(
  { parameters }: Component,
  components: readonly Component[],
  graph: CsrMatrix,
): Promise<(user: number) => Float32Array> {
  const dotRow = await dotRows(partOf(components, parameters['dot']));
  const walkRow = walkRows(partOf(components, parameters['walk']), graph);
  const weight = Number(parameters['weight']);
  const scores = new Float32Array(graph.columns);
  return (user) => {
    standardizedSum(dotRow(user), walkRow(user), weight, scores);
    return scores;
  };
}

function partOf(components: readonly Component[], name: unknown): Component {
  const part = components.find((component) => component.name === name);
  if (part === undefined) throw new EdgewiseError('INTERNAL', `There is no component '${String(name)}' to blend.`);
  return part;
}
