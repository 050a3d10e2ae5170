import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Random } from '../../../src/core/random.js';
import type { CsrMatrix } from '../../../src/linalg/csr.js';
import { BatchOrder } from '../../../src/models/gcn/batch-order.js';
import { ItemSampler } from '../../../src/models/gcn/item-sampler.js';
import { PopularItemSampler } from '../../../src/models/gcn/popular-item-sampler.js';
import { UserBatchBuilder } from '../../../src/models/gcn/user-batch.js';

describe('the order of batches', () => {
  const units = Int32Array.from({ length: 23 }, (_, k) => 3 * k);
  const order = (): BatchOrder => new BatchOrder(units, 5, Random.fromSeed(1));

  it('has every unit once an epoch, in batches of nearly equal size', () => {
    const batches = take(order(), 5);
    expect(batches.map((batch) => batch.length).sort()).toEqual([4, 4, 5, 5, 5]);
    expect(batches.flat().sort((a, b) => a - b)).toEqual([...units]);
  });

  it('differs from epoch to epoch', () => {
    const batches = take(order(), 10);
    expect(batches.slice(5)).not.toEqual(batches.slice(0, 5));
  });

  it('goes on from any position as it would have gone on', () => {
    fc.assert(
      fc.property(fc.nat(16), (taken) => {
        const interrupted = order();
        take(interrupted, taken);
        const resumed = order();
        resumed.moveTo(structuredClone(interrupted.position));
        expect(take(resumed, 12)).toEqual(take(interrupted, 12));
      }),
    );
  });
});

describe('sampled items', () => {
  it('are distinct, uniform and the same for the same state', () => {
    const sampler = new ItemSampler(10, 4);
    const random = Random.fromSeed(2);
    const counts = new Array<number>(10).fill(0);
    for (let draw = 0; draw < 5000; draw++) {
      const items = sampler.draw(random);
      expect(new Set(items).size).toBe(4);
      for (const item of items) counts[item]!++;
    }
    for (const count of counts) expect(Math.abs(count - 2000)).toBeLessThan(150); // 4 standard deviations
    expect(sampler.draw(Random.fromSeed(5))).toEqual(sampler.draw(Random.fromSeed(5)));
  });

  it('are all items where no more exist', () => {
    expect(new ItemSampler(3, 8).draw(Random.fromSeed(1))).toEqual(Int32Array.of(0, 1, 2));
  });
});

describe('items sampled by popularity', () => {
  const graph: CsrMatrix = {
    rows: 3,
    columns: 4,
    indptr: Int32Array.of(0, 2, 4, 6),
    indices: Int32Array.of(0, 1, 0, 3, 0, 3), // of 3, 1, 0 and 2 users
    values: null,
  };

  it('come first as often as users have them, and are the same for the same state', () => {
    const sampler = new PopularItemSampler(graph, 1);
    const random = Random.fromSeed(2);
    const counts = [0, 0, 0, 0];
    for (let draw = 0; draw < 6000; draw++) counts[sampler.draw(random)[0]!]!++;
    expect(counts[2]).toBe(0);
    [3000, 1000, 0, 2000].forEach((expected, item) => expect(Math.abs(counts[item]! - expected)).toBeLessThan(160)); // 4 standard deviations
    expect(sampler.draw(Random.fromSeed(5))).toEqual(sampler.draw(Random.fromSeed(5)));
  });

  it('are distinct, ascending and as many as asked, those that nobody has only where others are not enough', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.nat(), (size, seed) => {
        const items = [...new PopularItemSampler(graph, size).draw(Random.fromSeed(seed))];
        expect(items).toHaveLength(Math.min(4, size));
        expect([...new Set(items)].sort()).toEqual(items);
        expect(items.includes(2)).toBe(size >= 4);
      }),
    );
  });
});

describe('a user batch', () => {
  const interactions: CsrMatrix = {
    rows: 3,
    columns: 5,
    indptr: Int32Array.of(0, 2, 2, 5),
    indices: Int32Array.of(1, 4, 0, 1, 3),
    values: Float32Array.of(1, 3, 2, 1, 1),
  };

  it('lays out nodes, edges by user, shares by weight and own items in the sample', () => {
    const batch = new UserBatchBuilder(interactions).build(Int32Array.of(2, 0), Int32Array.of(3, 2, 1));
    const nodes = (rows: Int32Array): number[] => [...rows].map((row) => batch.nodes[row]!);
    expect(new Set(batch.nodes).size).toBe(batch.nodes.length);
    expect(nodes(batch.users)).toEqual([2, 0]);
    expect(nodes(batch.sample)).toEqual([6, 5, 4]);
    expect(nodes(batch.edgeItems)).toEqual([3, 4, 6, 4, 7]);
    expect([...batch.edgePlaces]).toEqual([0, 0, 0, 1, 1]);
    expect([...batch.edgeShares]).toEqual([2, 1, 1, 1, 3].map((weight) => expect.closeTo(weight / 8, 6)));
    expect([...batch.ownOffsets]).toEqual([0, 2, 3]);
    expect([...batch.ownPlaces]).toEqual([0, 2, 2]);
  });

  it('does not remember another batch', () => {
    const builder = new UserBatchBuilder(interactions);
    builder.build(Int32Array.of(2, 0), Int32Array.of(3, 2, 1));
    const [again, fresh] = [builder, new UserBatchBuilder(interactions)].map((one) =>
      one.build(Int32Array.of(0), Int32Array.of(0, 4, 2)),
    );
    expect(again).toEqual(fresh);
  });
});

function take(order: BatchOrder, count: number): number[][] {
  return Array.from({ length: count }, () => [...order.next()]);
}
