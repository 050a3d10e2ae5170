import { describe, expect, it } from '@jest/globals';
import { egoGraph } from '../../src/graphs/ego-graph.js';
import { tinyContents, tinySnapshot } from '../fixtures/tiny-snapshot.js';

const snapshot = tinySnapshot(
  tinyContents(
    [
      { userKey: 'ann', itemKey: 'fig', behavior: 'bought', at: 1000 },
      { userKey: 'ann', itemKey: 'fig', behavior: 'viewed', at: 2000 },
      { userKey: 'ann', itemKey: 'jam' },
      { userKey: 'ben', itemKey: 'jam' },
      { userKey: 'ben', itemKey: 'kiwi' },
      { userKey: 'cat', itemKey: 'kiwi' },
    ],
    { items: [{ key: 'jam', title: 'Plum jam' }] },
  ),
);

describe('ego graph', () => {
  it('of radius 1 around a user has her items, with titles, behaviors and times', () => {
    const graph = egoGraph(snapshot, { user: 0 }, { radius: 1, nodes: 100 });
    expect(graph.nodes()).toEqual(['user:ann', 'item:fig', 'item:jam']); // fig has fewer users
    expect(graph.getNodeAttributes('user:ann')).toMatchObject({ kind: 'user', role: 'subject' });
    expect(graph.getNodeAttributes('item:jam')).toMatchObject({ label: 'Plum jam', role: 'neighbor' });
    expect(graph.getEdgeAttributes('user:ann', 'item:fig')).toEqual({
      weight: 1,
      pairWeight: 1,
      behaviors: 'bought, viewed',
      lastAt: '1970-01-01T00:00:02.000Z',
    });
    expect(graph.getEdgeAttributes('user:ann', 'item:jam')).not.toHaveProperty('lastAt');
  });

  it('reaches a step further with each radius, around items too', () => {
    const around = (radius: number): string[] => egoGraph(snapshot, { item: 2 }, { radius, nodes: 100 }).nodes().sort();
    expect(around(1)).toEqual(['item:kiwi', 'user:ben', 'user:cat']);
    expect(around(2)).toEqual(['item:jam', 'item:kiwi', 'user:ben', 'user:cat']);
    expect(around(3)).toEqual(['item:jam', 'item:kiwi', 'user:ann', 'user:ben', 'user:cat']);
  });

  it('keeps the nearest nodes, and every edge between those it keeps', () => {
    const graph = egoGraph(snapshot, { user: 0 }, { radius: 6, nodes: 4 });
    expect(graph.nodes()).toEqual(['user:ann', 'item:fig', 'item:jam', 'user:ben']);
    expect(graph.size).toBe(3);
  });
});
