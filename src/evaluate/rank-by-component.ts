import { EdgewiseError } from '../core/errors.js';
import type { RankedLists } from '../metrics/ranked-lists.js';
import { rankUsers, type RankingRequest } from '../models/rank-users.js';
import type { Component } from '../snapshot/contents.js';

type ComponentRanking = Pick<RankingRequest, 'queries' | 'known' | 'k' | 'signal'>;

/** The lists that one component alone gives. Throws INTERNAL for a kind that cannot rank alone. */
export function rankByComponent(component: Component, request: ComponentRanking): Promise<RankedLists> {
  return rankUsers({ ...request, ...vectorsOf(component, request.known.rows) });
}

/** Popularity is a dot product too: of 1 with an item's count. */
function vectorsOf(
  { kind, name, parameters, arrays }: Component,
  users: number,
): Pick<RankingRequest, 'users' | 'items' | 'dimensions'> {
  if (kind === 'dot') {
    return {
      users: arrays['users']!.array as Float32Array,
      items: arrays['items']!.array as Float32Array,
      dimensions: Number(parameters['dimensions']),
    };
  }
  if (kind === 'popularity') {
    return { users: new Float32Array(users).fill(1), items: Float32Array.from(arrays['counts']!.array), dimensions: 1 };
  }
  throw new EdgewiseError('INTERNAL', `Component '${name}' of kind '${kind}' cannot be ranked by alone.`);
}
