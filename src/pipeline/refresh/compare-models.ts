import type { RunContext } from '../../core/run-context.js';
import type { Dataset } from '../../dataset/dataset.js';
import { wholeGraph } from '../../dataset/whole-graph.js';
import { mean } from '../../metrics/mean.js';
import { recall } from '../../metrics/user-metrics.js';
import type { Component } from '../../snapshot/contents.js';
import type { RefreshComparison } from '../../snapshot/refresh-record.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import type { HeldBack } from './hold-back.js';
import { rankFoldedIn } from './rank-folded-in.js';
import { rankTrained } from './rank-trained.js';

const K = 20;

/**
 * Recall@20 of a candidate and of the served snapshot on edges that neither was trained on, each as serving would
 * answer: the candidate by its trained vectors, the served one by folding in what its users did since. Both know the
 * same interactions of a user, leave them out of her list, and rank the items that both know
 * (docs/decisions/0063-the-gate-of-a-refresh.md). `candidate` was trained on `heldBack.train`.
 */
export async function compareModels(
  candidate: readonly Component[],
  served: Snapshot,
  { train, relevant, edges }: HeldBack,
  run: RunContext,
): Promise<RefreshComparison> {
  const asked = { users: Int32Array.from(relevant.keys()), k: K, counts: itemsOfBoth(train, served) };
  // The threads rank by the one while this thread ranks by the other.
  const [after, before] = await Promise.all([
    rankTrained({
      ...asked,
      components: candidate,
      known: train.interactions,
      graph: wholeGraph(train),
      signal: run.signal,
    }),
    rankFoldedIn({ ...asked, served, now: train }, run),
  ]);
  return {
    metric: `recall@${K}`,
    candidate: recallOf(after, relevant),
    served: recallOf(before, relevant),
    servedVersion: served.manifest.version,
    users: relevant.size,
    edges,
  };
}

/** One flag an item: 1 where somebody has it in training and the snapshot knows it. */
function itemsOfBoth({ items, interactions }: Dataset, served: Snapshot): Uint8Array {
  const flags = new Uint8Array(items.size);
  for (const item of interactions.indices) flags[item] = 1;
  return flags.map((isTrained, item) =>
    isTrained === 1 && served.items.indexOf(items.keyAt(item)) !== undefined ? 1 : 0,
  );
}

function recallOf(lists: ReadonlyMap<number, readonly number[]>, relevant: HeldBack['relevant']): number {
  const recalls = [...relevant].map(([user, items]) => {
    const hits = Uint8Array.from(lists.get(user)!, (item) => (items.includes(item) ? 1 : 0));
    return recall(hits, items.length, K);
  });
  return mean(recalls);
}
