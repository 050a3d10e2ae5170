import { describe, expect, it } from '@jest/globals';
import { finish, type Steps } from '../../src/core/steps.js';

describe('Steps', () => {
  it('are run to their result at once', () => {
    const sum = function* (): Steps<number> {
      let total = 0;
      for (let i = 1; i <= 4; i++) {
        total += i;
        yield;
      }
      return total;
    };
    expect(finish(sum())).toBe(10);
  });
});
