import { describe, expect, it } from '@jest/globals';
import { oneRowMore, pageRequest } from '../../../src/graphql/paging/page-request.js';
import { userPositions } from '../../../src/graphql/paging/positions.js';

describe('A page request', () => {
  it('takes 0 to 100 rows, and 20 when nothing or null is given', () => {
    expect(pageRequest({ first: 0 }, userPositions)).toEqual({ first: 0 });
    expect(pageRequest({ first: 100 }, userPositions)).toEqual({ first: 100 });
    expect(pageRequest({}, userPositions)).toEqual({ first: 20 });
    expect(pageRequest({ first: null, after: null }, userPositions)).toEqual({ first: 20 });
  });

  it.each([-1, 101, 2 ** 31 - 1])('refuses %d rows', (first) => {
    expect(() => pageRequest({ first }, userPositions)).toThrow(expect.objectContaining({ code: 'BAD_PAGE_SIZE' }));
  });

  it('goes on after the place that a cursor names', () => {
    const page = pageRequest({ first: 5, after: userPositions.encode('u7') }, userPositions);
    expect(page).toEqual({ first: 5, after: 'u7' });
    expect(oneRowMore(page)).toEqual({ first: 6, after: 'u7' });
  });

  it('takes no empty cursor for none', () => {
    expect(() => pageRequest({ after: '' }, userPositions)).toThrow(expect.objectContaining({ code: 'BAD_CURSOR' }));
  });
});
