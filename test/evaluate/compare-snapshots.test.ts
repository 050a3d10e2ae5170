import { describe, expect, it } from '@jest/globals';
import { runContext } from '../../src/core/run-context.js';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import { compareSnapshots } from '../../src/evaluate/compare-snapshots.js';
import type { Snapshot } from '../../src/snapshot/snapshot.js';
import { tinyContents, tinySnapshot, withEmbeddings } from '../fixtures/tiny-snapshot.js';
import { interaction } from '../models/block-graph.js';

const run = runContext();
const pair = (text: string) => {
  const [userKey, itemKey] = text.split(' ') as [string, string];
  return { userKey, itemKey };
};

/** A snapshot of which everybody likes the items in the order given, best first. */
function liking(pairs: readonly string[], order: readonly string[]): Snapshot {
  const contents = tinyContents(pairs.map(pair), { dimensions: 1, items: order.map((key) => ({ key })) });
  const users = Object.fromEntries(contents.dataset.users.keys.map((key) => [key, [1]]));
  const items = Object.fromEntries(order.map((key, place) => [key, [order.length - place]]));
  return tinySnapshot(withEmbeddings(contents, users, items));
}

const first = liking(['ann a', 'bob b', 'cat c'], ['a', 'b', 'c', 'd', 'e', 'only-old']);
const second = liking(['ann a', 'ann b', 'bob b', 'dan c'], ['e', 'd', 'c', 'b', 'a', 'only-new']);
const judge = (pairs: readonly string[], cutoffs = [1, 2]) => {
  const dataset = buildDataset(pairs.map((text) => interaction(...(text.split(' ') as [string, string]))));
  return compareSnapshots({ first, second, pairs: dataset, cutoffs, seed: 1 }, run);
};

describe('compareSnapshots', () => {
  it('judges both by pairs that are new to both, of what both know', async () => {
    // Known to both: ann and bob, items a to e. Ann's b is in the second, bob's b in both: left out.
    const comparison = await judge(['ann b', 'ann c', 'ann only-new', 'bob b', 'bob e', 'cat d', 'dan a', 'eve a']);
    expect(comparison.counts).toEqual({ users: 2, items: 5, heldOut: 2 });
    // First: ann gets c d, bob a c. Second: ann e d, bob e d.
    const [before, after] = comparison.metrics;
    expect([before['recall@1'], after['recall@1']]).toEqual([1 / 2, 1 / 2]);
    expect([before['recall@2'], after['recall@2']]).toEqual([1 / 2, 1 / 2]);
    expect([before['coverage@2'], after['coverage@2']]).toEqual([3 / 5, 2 / 5]);
    expect(comparison.differences['recall@1']).toMatchObject({ difference: 0, users: 2, p: 1 });
  });

  it('gives the second minus the first', async () => {
    const { differences, versions } = await judge(['ann e', 'bob e']);
    expect(differences['recall@1']).toMatchObject({ difference: 1, interval: [1, 1], users: 2 });
    expect(versions).toEqual([first.manifest.version, second.manifest.version]);
  });

  it('refuses to judge by nothing', async () => {
    await expect(judge(['ann a', 'eve a'])).rejects.toMatchObject({ code: 'SPLIT_INVALID' });
  });

  it('stops when it is asked to', async () => {
    const pairs = buildDataset([interaction('ann', 'e')]);
    const stopped = runContext({ signal: AbortSignal.abort() });
    await expect(compareSnapshots({ first, second, pairs, cutoffs: [1], seed: 1 }, stopped)).rejects.toMatchObject({
      code: 'INTERRUPTED',
    });
  });
});
