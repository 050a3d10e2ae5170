import { expect } from '@jest/globals';

/** What `split` gives; undefined where it refuses a dataset that is too small for it. */
export function attemptSplit<T>(split: () => T): T | undefined {
  try {
    return split();
  } catch (error) {
    expect(error).toMatchObject({ code: 'SPLIT_INVALID' });
    return undefined;
  }
}
