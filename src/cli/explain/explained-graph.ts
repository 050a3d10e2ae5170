import type { Influence, InfluenceAnswer } from '../../influence/influence.js';
import { connectingEdges } from '../../graphs/connecting-edges.js';
import { explainingGraph } from '../../graphs/explaining-graph.js';
import type { Subgraph } from '../../graphs/subgraph.js';
import type { UserView } from '../../recommend/request.js';
import type { Snapshot } from '../../snapshot/snapshot.js';

/** Whose score of which item, and how much of it is shown. */
export interface ExplainedScore {
  readonly user: UserView;
  readonly item: number;
  /** Her interactions, the most influential first. */
  readonly first: number;
  /** Walks through other users, the strongest first. */
  readonly paths: number;
}

/**
 * The explaining subgraph: her most influential interactions, the users through whom they lead to the item, and the exact
 * influence of every edge on the score. Without others for a user who is folded in: her items are frozen.
 */
export function explainedGraph(
  snapshot: Snapshot,
  influence: Influence,
  answer: InfluenceAnswer | undefined,
  { user, item, first, paths }: ExplainedScore,
): Subgraph {
  const own = (answer?.interactions ?? [])
    .map((edge, row) => ({ ...edge, influence: answer!.influences[row]! }))
    .sort((a, b) => Math.abs(b.influence) - Math.abs(a.influence))
    .slice(0, first);
  const index = snapshot.userIndex(user.key);
  const target = { item, ...(index !== undefined && { user: index }) };
  const edges = answer?.source === 'MODEL' ? connectingEdges(snapshot, own, target, paths) : [];
  const influences = influence.ofEdges({ user, items: [item], edges })?.influences;
  const others = influences === undefined ? [] : edges.map((edge, row) => ({ ...edge, influence: influences[row]! }));
  return explainingGraph(snapshot, { userKey: user.key, target: item, own, others });
}
