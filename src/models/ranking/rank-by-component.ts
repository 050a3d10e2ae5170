import { EdgewiseError } from '../../core/errors.js';
import type { RankedLists } from '../../metrics/ranked-lists.js';
import type { Component } from '../../snapshot/contents.js';
import { blendRows } from './blend-rows.js';
import { rankRows, type RowRanking } from './rank-rows.js';
import { rankUsers } from './rank-users.js';
import { walkRows } from './walk-rows.js';

/**
 * The lists that the first of a model's components gives, which is the one that ranks; the others are what it may be put
 * together from. `known` is also the graph, weights included, that they were made from. Offline: serving has scorers of its own (recommend/scorers).
 * Errors: INTERNAL for a kind that cannot rank, INTERRUPTED.
 */
export async function rankByComponent(components: readonly Component[], request: RowRanking): Promise<RankedLists> {
  const [first] = components;
  const rank = first && RANKERS[first.kind];
  if (first === undefined || rank === undefined) {
    const named = first === undefined ? 'No component' : `Component '${first.name}' of kind '${first.kind}'`;
    throw new EdgewiseError('INTERNAL', `${named} cannot be ranked by.`);
  }
  return rank(first, request, components);
}

type Ranker = (component: Component, request: RowRanking, components: readonly Component[]) => Promise<RankedLists>;

/** Every component kind that ranks; a new kind adds its own. */
const RANKERS: Readonly<Record<string, Ranker>> = {
  dot: ({ parameters, arrays }, request) =>
    rankUsers({
      ...request,
      users: arrays['users']!.array as Float32Array,
      items: arrays['items']!.array as Float32Array,
      dimensions: Number(parameters['dimensions']),
    }),
  // Popularity is a dot product too: of 1 with an item's count.
  popularity: ({ arrays }, request) =>
    rankUsers({
      ...request,
      users: new Float32Array(request.known.rows).fill(1),
      items: Float32Array.from(arrays['counts']!.array),
      dimensions: 1,
    }),
  walk: (component, request) => rankRows(walkRows(component, request.known), request),
  blend: async (component, request, components) =>
    rankRows(await blendRows(component, components, request.known), request),
};
