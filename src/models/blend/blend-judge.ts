import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfInterrupted } from '../../core/run-context.js';
import type { CsrMatrix } from '../../linalg/csr.js';
import { ItemScorer } from '../../linalg/item-scorer.js';
import { momentsOf, zScore } from '../../linalg/standardized-sum.js';
import { topK } from '../../linalg/top-k.js';
import { WalkFilter, type WalkExponents } from '../../linalg/walk-filter.js';
import { rankingMetrics } from '../../metrics/ranking-metrics.js';
import { JUDGED_PLACES, type EpochJudge, type JudgedEmbeddings, type Verdict } from '../gcn/epoch-judge.js';
import type { HoldOut } from '../gcn/hold-out.js';

/**
 * Judges an epoch by what it is for: the blend with a walk filter over the same training edges, under the best of some
 * weights. What ranks better alone is not what blends better. The weight is chosen with the epoch, on the same edges.
 */
export function blendJudge(exponents: WalkExponents, weights: readonly number[]): EpochJudge {
  let filter: { readonly graph: CsrMatrix; readonly walks: WalkFilter } | undefined;
  const filterOf = (graph: CsrMatrix): WalkFilter => {
    if (filter?.graph !== graph) filter = { graph, walks: new WalkFilter(graph, exponents) };
    return filter.walks;
  };
  return {
    binding: { ...exponents, weights },
    async judge(embeddings, heldOut, signal) {
      const lists = await blendedLists(embeddings, filterOf(heldOut.train), heldOut, weights, signal);
      return bestOf(lists, weights, heldOut);
    },
  };
}

/** For each weight, the best items of each user, end to end; -1 where there are fewer. */
async function blendedLists(
  { users, items, dimensions }: JudgedEmbeddings,
  walks: WalkFilter,
  { train, users: queries }: HoldOut,
  weights: readonly number[],
  signal: AbortSignal,
): Promise<readonly Int32Array[]> {
  const scorer = await ItemScorer.create(items, walks.items, dimensions);
  const lists = weights.map(() => new Int32Array(queries.length * JUDGED_PLACES).fill(-1));
  const [byDot, byWalk, scores] = [0, 1, 2].map(() => new Float32Array(walks.items)) as [Row, Row, Row];
  const allowed = new Uint8Array(walks.items).fill(1);
  for (const [place, user] of queries.entries()) {
    if (place % USERS_A_TURN === 0) {
      throwIfInterrupted(signal, 'Interrupted while validating.');
      await nextTurn();
    }
    standardize(scorer.scores(users.subarray(user * dimensions, (user + 1) * dimensions)), byDot);
    standardize(walks.row(walks.edgesOf(user), user), byWalk);
    const own = train.indices.subarray(train.indptr[user], train.indptr[user + 1]);
    for (const item of own) allowed[item] = 0;
    for (const [index, weight] of weights.entries()) {
      for (let item = 0; item < scores.length; item++) scores[item] = byDot[item]! + weight * byWalk[item]!;
      lists[index]!.set(topK(scores, JUDGED_PLACES, allowed).indices, place * JUDGED_PLACES);
    }
    for (const item of own) allowed[item] = 1;
  }
  return lists;
}

type Row = Float32Array;

function standardize(row: Float32Array | Float64Array, into: Row): void {
  const moments = momentsOf(row);
  for (let item = 0; item < into.length; item++) into[item] = zScore(row[item]!, moments);
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
  const recall = ({ metrics }: Verdict): number => metrics[`recall@${JUDGED_PLACES}`]!;
  return verdicts.reduce((best, verdict) => (recall(verdict) > recall(best) ? verdict : best));
}

/** Users between two turns of the event loop: some tens of milliseconds. */
const USERS_A_TURN = 32;
