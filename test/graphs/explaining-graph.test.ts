import { describe, expect, it } from '@jest/globals';
import { UndirectedGraph } from 'graphology';
import gexf from 'graphology-gexf';
import { fromDot } from 'ts-graphviz';
import { explainingGraph } from '../../src/graphs/explaining-graph.js';
import { exportGraph } from '../../src/graphs/export-graph.js';
import { tinyContents, tinySnapshot } from '../fixtures/tiny-snapshot.js';

/** Keys and titles that each format has to quote. */
const AWKWARD = 'a "b" <c> & \\';
const snapshot = tinySnapshot(
  tinyContents(
    [
      { userKey: 'ann', itemKey: 'jam' },
      { userKey: AWKWARD, itemKey: 'jam' },
      { userKey: AWKWARD, itemKey: 'kiwi' },
    ],
    { items: [{ key: 'kiwi', title: '<b>Kiwi</b>\u0001' }] },
  ),
);
const [jam, kiwi] = [0, 1];
const graph = explainingGraph(snapshot, {
  userKey: 'ann',
  target: kiwi,
  own: [{ item: jam, weight: 1, events: [{ behavior: 'interacted', at: 0 }], influence: 0.5 }],
  others: [
    { user: 0, item: jam, influence: -0.25 },
    { user: 0, item: kiwi, influence: 0.125 },
  ],
});

describe('explaining graph', () => {
  it('has the user, the item, what lies between them, and influences as weights', () => {
    expect(graph.mapNodes((node, { role }) => [node, role])).toEqual([
      ['user:ann', 'subject'],
      ['item:kiwi', 'target'],
      ['item:jam', 'own'],
      [`user:${AWKWARD}`, 'via'],
    ]);
    expect(graph.mapEdges((_, { weight, influence }) => [weight, influence])).toEqual([
      [0.5, 0.5],
      [-0.25, -0.25],
      [0.125, 0.125],
    ]);
  });

  it('refuses an edge that the snapshot has not', () => {
    const others = [{ user: 1, item: kiwi, influence: 1 }];
    expect(() => explainingGraph(snapshot, { userKey: 'ann', target: kiwi, own: [], others })).toThrow(RangeError);
  });

  it('comes back from JSON as it was', () => {
    const read = UndirectedGraph.from(JSON.parse(exportGraph(graph, 'json')) as ReturnType<typeof graph.export>);
    expect(read.export()).toEqual(graph.export());
  });

  it('comes back from GEXF with keys, labels and weights; what XML cannot hold is replaced', () => {
    const read = gexf.parse(UndirectedGraph, exportGraph(graph, 'gexf'));
    expect(read.nodes()).toEqual(graph.nodes());
    expect(read.getNodeAttribute('item:kiwi', 'label')).toBe('<b>Kiwi</b>\uFFFD');
    expect(read.mapEdges((_, { weight }) => weight as number)).toEqual([0.5, -0.25, 0.125]);
  });

  it('is DOT whose keys and labels are read as they stand', () => {
    const text = exportGraph(graph, 'dot');
    const read = fromDot(text);
    expect(read.nodes.map(({ id }) => id.replaceAll('\\\\', '\\'))).toEqual(graph.nodes());
    expect(text).toContain('label = "&lt;b>Kiwi&lt;/b>\u0001"');
    expect(text).toContain('#b91c1c'); // the edge that lowers the score
    expect(read.edges).toHaveLength(3);
  });
});
