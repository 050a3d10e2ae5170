import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import { restrictEvents } from '../../src/dataset/restrict-events.js';
import { trainingGraph } from '../../src/dataset/training-graph.js';
import { attributesOf, userAttributes } from '../../src/dataset/user-attributes.js';
import { wholeGraph } from '../../src/dataset/whole-graph.js';
import { assertCsr } from '../../src/linalg/csr.js';
import type { UserProfile } from '../../src/store/interaction-store.js';
import { denseOf } from '../linalg/sparse-matrices.js';
import { arbitraryEvents, event } from './events.js';

const USERS: readonly UserProfile[] = [
  { key: 'ann', attributes: { country: 'no', member: true, age: 31 } },
  { key: 'ben', attributes: { country: 'no', friends: ['ann', 'cat', 'ann'] } },
  { key: 'cat' },
];

describe('attributes of users', () => {
  it('are nodes that users have, each value of a list one of its own', () => {
    const { nodes, edges } = userAttributes(USERS, { friends: 0.5, country: 2, member: 1 });
    expect(nodes.keys).toEqual(['["country","no"]', '["friends","ann"]', '["friends","cat"]', '["member",true]']);
    assertCsr(edges);
    expect(denseOf(edges)).toEqual([
      [2, 0, 0, 1],
      [2, 0.5, 0.5, 0],
      [0, 0, 0, 0],
    ]);
  });

  it('are told by name from their edges', () => {
    const attributes = userAttributes(USERS, { friends: 0.5, country: 2, member: 1 });
    expect([0, 1, 2].map((user) => attributesOf(attributes, user))).toEqual([
      { country: 'no', member: true },
      { country: 'no', friends: ['ann', 'cat'] },
      {},
    ]);
  });

  it('are refused where they are numbers or no user has them, with what there is', () => {
    const refused = (weights: Record<string, number>) => () => userAttributes(USERS, weights);
    expect(refused({ age: 1 })).toThrow("Attribute 'age' of user 'ann' is the number 31, which is no category.");
    expect(refused({ city: 1 })).toThrow("No user has an attribute 'city'; users have age, country, friends, member.");
    expect(refused({ city: 1 })).toThrow(
      expect.objectContaining({ code: 'ATTRIBUTE_INVALID', place: { setting: 'userAttributes' } }),
    );
  });
});

describe('a dataset with attributes of users', () => {
  const events = [event('ann', 'cup'), event('ann', 'mat'), event('cat', 'cup')];
  const options = { users: USERS, userAttributes: { country: 0.5 } };

  it('has the users whom they describe, whether or not they did anything', () => {
    const { users, interactions, userAttributes: described } = buildDataset(events, options);
    expect(users.keys).toEqual(['ann', 'ben', 'cat']);
    expect(denseOf(interactions)).toEqual([
      [1, 1],
      [0, 0],
      [1, 0],
    ]);
    expect(denseOf(described!.edges)).toEqual([[0.5], [0.5], [0]]);
  });

  it('is propagated over as a graph with a column for each value right of the items', () => {
    const graph = wholeGraph(buildDataset(events, options));
    assertCsr(graph);
    expect(denseOf(graph)).toEqual([
      [1, 1, 0.5],
      [0, 0, 0.5],
      [1, 0, 0],
    ]);
  });

  it('has those of items beside them, and no value of one has a value of the other', () => {
    const items = [{ key: 'mat', attributes: { color: 'red' } }];
    const graph = wholeGraph(buildDataset(events, { ...options, items, attributes: { color: 2 } }));
    assertCsr(graph);
    expect(denseOf(graph)).toEqual([
      [1, 1, 0.5],
      [0, 0, 0.5],
      [1, 0, 0],
      [0, 2, 0],
    ]);
  });

  it('is learned from without what describes a user who did nothing', () => {
    const graph = trainingGraph(buildDataset(events, options));
    assertCsr(graph);
    expect(denseOf(graph)).toEqual([
      [1, 1, 0.5],
      [0, 0, 0],
      [1, 0, 0],
    ]);
  });

  it('keeps them when events are held out, and has another fingerprint for other edges', () => {
    const dataset = buildDataset(events, options);
    expect(restrictEvents(dataset, Uint8Array.of(1, 0, 1)).userAttributes).toBe(dataset.userAttributes);
    const fingerprints = [{ country: 0.5 }, { country: 1 }, { member: 0.5 }].map(
      (weights) => buildDataset(events, { ...options, userAttributes: weights }).fingerprint,
    );
    expect(new Set(fingerprints).size).toBe(3);
    expect(fingerprints[0]).toBe(dataset.fingerprint);
  });

  it('is the same as ever where none are chosen, whatever users are described by', () => {
    fc.assert(
      fc.property(arbitraryEvents, (records) => {
        const dataset = buildDataset(records, { users: USERS });
        expect(dataset.userAttributes).toBeUndefined();
        expect(dataset.fingerprint).toBe(buildDataset(records).fingerprint);
        expect(wholeGraph(dataset)).toBe(dataset.interactions);
      }),
    );
  });
});
