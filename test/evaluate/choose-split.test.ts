import { describe, expect, it } from '@jest/globals';
import { silentLogger, type Logger } from '../../src/core/log.js';
import { buildDataset } from '../../src/dataset/build-dataset.js';
import { chooseSplit } from '../../src/evaluate/choose-split.js';
import { interaction } from '../models/block-graph.js';

const pairs = (at: (item: number) => number) =>
  buildDataset(
    Array.from({ length: 40 }, (_, pair) => interaction(`u${pair % 4}`, `i${pair >> 2}`, 1, at(9 - (pair >> 2)))),
  );

function listening(): { readonly log: Logger; readonly warnings: string[] } {
  const warnings: string[] = [];
  return { log: { ...silentLogger, warn: (_: object, text: string) => warnings.push(text) }, warnings };
}

describe('chooseSplit', () => {
  it('holds the last out where times are known, the same for every seed', () => {
    const { log, warnings } = listening();
    const dataset = pairs((rank) => 1000 + rank);
    const { protocol, splitOf } = chooseSplit(dataset, { kind: 'auto', share: 0.2 }, log);
    expect(protocol).toEqual({ kind: 'last-share', share: 0.2 });
    expect([...splitOf(1).heldOut.indices.subarray(0, 2)]).toEqual([0, 1]); // time runs against the items
    expect(splitOf(2).heldOut).toEqual(splitOf(1).heldOut);
    expect(warnings).toEqual([]);
  });

  it('draws and warns where no order is known', () => {
    const { log, warnings } = listening();
    const { protocol, splitOf } = chooseSplit(
      pairs(() => 0),
      { kind: 'auto', share: 0.2 },
      log,
    );
    expect(protocol).toEqual({ kind: 'random', share: 0.2 });
    expect(splitOf(2).heldOut.indices).not.toEqual(splitOf(1).heldOut.indices);
    expect(warnings).toHaveLength(1);
  });

  it('does as it is told', () => {
    const dataset = pairs((rank) => 1000 + rank);
    const protocolOf = (choice: Parameters<typeof chooseSplit>[1]) =>
      chooseSplit(dataset, choice, silentLogger).protocol;
    expect(protocolOf({ kind: 'leave-last-out', share: 0.2 })).toEqual({ kind: 'leave-last-out' });
    expect(protocolOf({ kind: 'temporal', share: 0.1 })).toEqual({ kind: 'temporal', share: 0.1 });
    expect(protocolOf({ kind: 'temporal', share: 0.1, cut: 1008 })).toEqual({ kind: 'temporal', cut: 1008 });
    const { heldOut } = chooseSplit(dataset, { kind: 'temporal', share: 0.1, cut: 1008 }, silentLogger).splitOf(1);
    expect(heldOut.indices).toHaveLength(8);
  });

  it('tells five items of new users, other users with another seed, and warns where it has to draw them', () => {
    const choice = { kind: 'new-users', share: 0.5 } as const;
    const { log, warnings } = listening();
    const { protocol, splitOf } = chooseSplit(
      pairs((rank) => 1000 + rank),
      choice,
      log,
    );
    expect(protocol).toEqual({ kind: 'new-users', share: 0.5, told: 5 });
    expect(splitOf(1).told!.interactions.indices).toHaveLength(2 * 5);
    expect(Array.from({ length: 10 }, (_, seed) => splitOf(seed).heldOut.indptr.join())).not.toEqual(
      Array<string>(10).fill(splitOf(0).heldOut.indptr.join()),
    );
    expect(warnings).toEqual([]);
    chooseSplit(
      pairs(() => 0),
      { ...choice, told: 2 },
      log,
    );
    expect(warnings).toEqual([expect.stringContaining('told of new users')]);
  });
});
