import type { RankWalksOptions } from '../../linalg/rank-walks-options.js';
import { rankWalks } from '../../linalg/rank-walks.js';
import type { RankedLists } from '../../metrics/ranked-lists.js';
import type { Component } from '../../snapshot/contents.js';
import { blendParts } from './blend-parts.js';
import { chebyshevRows } from './chebyshev-rows.js';
import { rankRows, type RowRanking } from './rank-rows.js';
import { rankUsers } from './rank-users.js';
import { rowsByComponent } from './rows-by-component.js';
import { exponentsOf } from './walk-rows.js';

/**
 * The lists that the first of a model's components gives, which is the one that ranks; the others are what it may be put
 * together from. `known` is also the graph, weights included, that they were made from. Offline: serving has scorers of
 * its own (recommend/scorers). Errors: INTERNAL for a kind that cannot rank, INTERRUPTED.
 */
export async function rankByComponent(components: readonly Component[], request: RowRanking): Promise<RankedLists> {
  const vectors = components[0] === undefined ? undefined : vectorsOf(components[0], request.known.rows);
  if (vectors !== undefined) return rankUsers({ ...request, ...vectors });
  const [first] = components;
  if (first?.kind === 'chebyshev') return rankRows(chebyshevRows(first, request.known, request.queries), request);
  const walks = walksOf(components);
  const { known, graph = known, queries, k, signal } = request;
  if (walks === undefined) return rankRows(await rowsByComponent(components, known, graph), request);
  const [items] = await rankWalks({ ...walks, graph, items: known.columns, queries, k, signal });
  return { users: queries, k, items: items! };
}

type Vectors = Pick<Parameters<typeof rankUsers>[0], 'users' | 'items' | 'dimensions'>;

type Walks = Pick<RankWalksOptions, 'exponents' | 'blend'>;

/** Of the kinds that walk, for which there is a kernel too; undefined for others. */
function walksOf(components: readonly Component[]): Walks | undefined {
  const [first] = components;
  if (first?.kind === 'walk') return { exponents: exponentsOf(first) };
  if (first?.kind !== 'blend') return undefined;
  const { dot, walk, weight } = blendParts(first, components);
  return { exponents: exponentsOf(walk), blend: { ...vectorsOf(dot, 0)!, weights: [weight] } };
}

/** Of the kinds that are dot products, which many users are ranked by at a time; undefined for others. */
function vectorsOf({ kind, parameters, arrays }: Component, users: number): Vectors | undefined {
  if (kind === 'dot' || kind === 'factors') {
    return {
      users: arrays['users']!.array as Float32Array,
      items: arrays['items']!.array as Float32Array,
      dimensions: Number(parameters['dimensions']),
    };
  }
  // Popularity is a dot product too: of 1 with an item's count.
  if (kind === 'popularity') {
    return { users: new Float32Array(users).fill(1), items: Float32Array.from(arrays['counts']!.array), dimensions: 1 };
  }
  return undefined;
}
