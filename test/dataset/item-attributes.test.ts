import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import { itemAttributes } from '../../src/dataset/item-attributes.js';
import { restrictEvents } from '../../src/dataset/restrict-events.js';
import { trainingGraph } from '../../src/dataset/training-graph.js';
import { wholeGraph } from '../../src/dataset/whole-graph.js';
import { assertCsr } from '../../src/linalg/csr.js';
import type { ItemRecord } from '../../src/store/interaction-store.js';
import { denseOf } from '../linalg/sparse-matrices.js';
import { arbitraryEvents, event } from './events.js';

const ITEMS: readonly ItemRecord[] = [
  { key: 'cup', attributes: { color: 'red', fragile: true, price: 3 } },
  { key: 'pot', attributes: { color: 'red', uses: ['tea', 'soup', 'tea'] } },
  { key: 'rug', title: 'A rug' },
];

describe('attributes of items', () => {
  it('are nodes that have the items which they describe, each value of a list one of its own', () => {
    const { nodes, edges } = itemAttributes(ITEMS, { uses: 0.5, color: 2, fragile: 1 });
    expect(nodes.keys).toEqual(['["color","red"]', '["fragile",true]', '["uses","soup"]', '["uses","tea"]']);
    expect(denseOf(edges)).toEqual([
      [2, 2, 0],
      [1, 0, 0],
      [0, 0.5, 0],
      [0, 0.5, 0],
    ]);
  });

  it('have no values in memory where every edge weighs 1, and no edge where an attribute weighs 0', () => {
    const { nodes, edges } = itemAttributes(ITEMS, { color: 1, uses: 0 });
    expect(nodes.keys).toEqual(['["color","red"]']);
    expect(edges.values).toBeNull();
  });

  it('tell "true" from true, and one name from another', () => {
    const records = [
      { key: 'a', attributes: { x: 'true', y: 'true' } },
      { key: 'b', attributes: { x: true } },
    ];
    expect(itemAttributes(records, { x: 1, y: 1 }).nodes.size).toBe(3);
  });

  it('are refused where they are numbers or no item has them, with what there is', () => {
    const refused = (weights: Record<string, number>) => () => itemAttributes(ITEMS, weights);
    expect(refused({ price: 1 })).toThrow(expect.objectContaining({ code: 'ATTRIBUTE_INVALID' }));
    expect(refused({ price: 1 })).toThrow("Attribute 'price' of item 'cup' is the number 3, which is no category.");
    expect(refused({ colour: 1 })).toThrow(
      "No item has an attribute 'colour'; items have color, fragile, price, uses.",
    );
  });
});

describe('a dataset with attributes', () => {
  const events = [event('ann', 'cup'), event('ben', 'cup'), event('ben', 'mat')];
  const options = { items: ITEMS, attributes: { color: 0.5 } };

  it('has the items that they describe, whether or not anybody has them', () => {
    const { items, interactions, attributes } = buildDataset(events, options);
    expect(items.keys).toEqual(['cup', 'mat', 'pot']);
    expect(denseOf(interactions)).toEqual([
      [1, 0, 0],
      [1, 1, 0],
    ]);
    expect(denseOf(attributes!.edges)).toEqual([[0.5, 0, 0.5]]);
  });

  it('is propagated over as a graph with a row for each value below the users', () => {
    const graph = wholeGraph(buildDataset(events, options));
    assertCsr(graph);
    expect(denseOf(graph)).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [0.5, 0, 0.5],
    ]);
  });

  it('is learned from without what describes an item that nobody has', () => {
    const graph = trainingGraph(buildDataset(events, options));
    assertCsr(graph);
    expect(denseOf(graph)).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      [0.5, 0, 0],
    ]);
  });

  it('keeps them when events are held out, and has another fingerprint for other edges', () => {
    const dataset = buildDataset(events, options);
    expect(restrictEvents(dataset, Uint8Array.of(1, 0, 1)).attributes).toBe(dataset.attributes);
    const fingerprints = [{ color: 0.5 }, { color: 1 }, { fragile: 0.5 }].map(
      (attributes) => buildDataset(events, { ...options, attributes }).fingerprint,
    );
    expect(new Set(fingerprints).size).toBe(3);
    expect(fingerprints[0]).toBe(dataset.fingerprint);
  });

  it('is the same as ever where none are chosen, whatever items are described by', () => {
    fc.assert(
      fc.property(arbitraryEvents, (records) => {
        const dataset = buildDataset(records, { items: ITEMS });
        expect(dataset.attributes).toBeUndefined();
        expect(dataset.fingerprint).toBe(buildDataset(records).fingerprint);
        expect(wholeGraph(dataset)).toBe(dataset.interactions);
        expect(trainingGraph(dataset)).toBe(dataset.interactions);
      }),
    );
  });
});
