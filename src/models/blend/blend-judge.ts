import { rankWalks } from '../../linalg/rank-walks.js';
import type { WalkExponents } from '../../linalg/walk-graph.js';
import { rankingMetrics } from '../../metrics/ranking-metrics.js';
import { CHOSEN_BY, JUDGED_PLACES, type EpochJudge, type Verdict } from '../gcn/epoch-judge.js';
import type { HoldOut } from '../gcn/hold-out.js';

/**
 * Judges an epoch by what it is for: the blend with a walk filter over the same training edges, under the best of some
 * weights. What ranks better alone is not what blends better. The weight is chosen with the epoch, on the same edges.
 */
export function blendJudge(exponents: WalkExponents, weights: readonly number[]): EpochJudge {
  return {
    binding: { ...exponents, weights },
    async judge(embeddings, heldOut, signal) {
      const { train: graph, users: queries } = heldOut;
      const blend = { ...embeddings, weights };
      const lists = await rankWalks({ graph, exponents, queries, k: JUDGED_PLACES, blend, signal });
      return bestOf(lists, weights, heldOut);
    },
  };
}

/** The weight whose lists have the best recall@20; the smaller one of two that are alike. */
function bestOf(
  lists: readonly Int32Array[],
  weights: readonly number[],
  { heldOut, users }: HoldOut,
): Required<Verdict> {
  const verdicts = weights.map((weight, index) => ({
    metrics: rankingMetrics({ users, k: JUDGED_PLACES, items: lists[index]! }, heldOut),
    choice: { weight },
  }));
  const figure = ({ metrics }: Verdict): number => metrics[CHOSEN_BY]!;
  return verdicts.reduce((best, verdict) => (figure(verdict) > figure(best) ? verdict : best));
}
