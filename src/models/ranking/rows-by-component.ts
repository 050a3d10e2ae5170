import { EdgewiseError } from '../../core/errors.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import type { Component } from '../../snapshot/contents.js';
import { blendRows } from './blend-rows.js';
import { chebyshevRows } from './chebyshev-rows.js';
import { dotRows } from './dot-rows.js';
import { itemWeightRows, neighborRows, userWeightRows } from './item-rows.js';
import { walkRows } from './walk-rows.js';

/** A user → her score of every item [I]; it may be a view that the next call overwrites. */
export type ScoreRow = (user: number) => Float32Array;

/**
 * The scores that the first of a model's components gives, one user at a time; the others are what it may be put
 * together from. `known` is what they were made from, users × items, weights included; `graph` what walks go over, whose
 * first columns are the items.
 * Errors: INTERNAL for a kind that cannot score.
 */
export async function rowsByComponent(
  components: readonly Component[],
  known: CsrMatrix,
  graph = known,
): Promise<ScoreRow> {
  const [first] = components;
  const rowsOf = first && ROWS[first.kind];
  if (first === undefined || rowsOf === undefined) {
    const named = first === undefined ? 'No component' : `Component '${first.name}' of kind '${first.kind}'`;
    throw new EdgewiseError('INTERNAL', `${named} cannot be ranked by.`);
  }
  return rowsOf(first, WALKING.includes(first.kind) ? graph : known, components, known.columns);
}

type RowMaker = (
  component: Component,
  graph: CsrMatrix,
  components: readonly Component[],
  items: number,
) => ScoreRow | Promise<ScoreRow>;

/** Every component kind that ranks; a new kind adds its own. */
const ROWS: Readonly<Record<string, RowMaker>> = {
  dot: (component) => dotRows(component),
  popularity: ({ arrays }) => {
    const scores = Float32Array.from(arrays['counts']!.array);
    return () => scores;
  },
  factors: (component) => dotRows(component),
  'item-neighbors': neighborRows,
  'item-weights': itemWeightRows,
  'user-weights': userWeightRows,
  chebyshev: (component, graph) => chebyshevRows(component, graph),
  walk: (component, graph, _, items) => walkRows(component, graph, items),
  blend: (component, graph, components, items) => blendRows(component, components, graph, items),
};

const WALKING = ['walk', 'blend'];
