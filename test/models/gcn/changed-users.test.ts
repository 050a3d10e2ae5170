import { describe, expect, it } from '@jest/globals';
import { buildDataset } from '../../../src/dataset/build-dataset.js';
import { changedUsers } from '../../../src/models/gcn/changed-users.js';
import { createObjective } from '../../../src/models/gcn/create-objective.js';
import { DEFAULT_HYPERPARAMETERS } from '../../../src/models/gcn/hyperparameters.js';
import { interaction } from '../block-graph.js';

const before = buildDataset([
  ...['x', 'y'].map((item) => interaction('same', item)),
  ...['x', 'y'].map((item) => interaction('more', item)),
  ...['x', 'y'].map((item) => interaction('less', item)),
  ...['x', 'y'].map((item) => interaction('swapped', item)),
  interaction('gone', 'z'),
]);
const now = buildDataset([
  ...['x', 'y'].map((item) => interaction('same', item)),
  ...['x', 'y', 'added'].map((item) => interaction('more', item)),
  interaction('less', 'x'),
  ...['x', 'added'].map((item) => interaction('swapped', item)),
  interaction('new', 'x'),
]);

describe('users whose items changed', () => {
  it('are those who have more, less, others, or are new; items are compared by key', () => {
    const flags = changedUsers(now, before);
    expect(now.users.keys.map((key, user) => [key, flags[user]])).toEqual([
      ['less', 1],
      ['more', 1],
      ['new', 1],
      ['same', 0],
      ['swapped', 1],
    ]);
    expect([...changedUsers(before, before)]).toEqual([0, 0, 0, 0, 0]);
  });

  it.each(['sampled-softmax', 'bpr'] as const)(
    'are the ones whose edges %s draws; everyone where there are none',
    (loss) => {
      const hyperparameters = { ...DEFAULT_HYPERPARAMETERS, loss };
      const drawnFrom = (flags?: Uint8Array): string[] => {
        const { units, userOf } = createObjective(now.interactions, hyperparameters, flags);
        return [...new Set(Array.from(units, (unit) => now.users.keyAt(userOf(unit))))];
      };
      // Who has every item has nothing to be told apart from: bpr draws no edge of hers.
      const everyone = drawnFrom();
      const changed = changedUsers(now, before);
      expect(drawnFrom(changed)).toEqual(everyone.filter((key) => key !== 'same'));
      expect(everyone).toContain('same');
      expect(drawnFrom(new Uint8Array(now.users.size))).toEqual(everyone);
    },
  );
});
