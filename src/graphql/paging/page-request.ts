import { EdgewiseError } from '../../core/errors.js';
import type { Page } from '../../store/interaction-store.js';
import type { PositionCodec } from './positions.js';

const DEFAULT_PAGE_SIZE = 20;
export const LARGEST_PAGE = 100;

/** The paging arguments of a connection as a client may send them; null means the same as absent. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** The page asked for. Errors: BAD_PAGE_SIZE, BAD_CURSOR. */
export function pageRequest<Position>(page: PageArguments, positions: PositionCodec<Position>): Page<Position> {
  const first = page.first ?? DEFAULT_PAGE_SIZE;
  if (first < 0 || first > LARGEST_PAGE) {
    throw new EdgewiseError('BAD_PAGE_SIZE', `\`first\` is ${first}; it must be 0 to ${LARGEST_PAGE}.`);
  }
  if (page.after === undefined || page.after === null) return { first };
  return { first, after: positions.decode(page.after) };
}

/** The page as a store is asked for it: one row more than the client sees tells whether the order goes on. */
export function oneRowMore<Position>(page: Page<Position>): Page<Position> {
  return { ...page, first: page.first + 1 };
}
