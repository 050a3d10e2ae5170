import { setImmediate as nextTurn } from 'node:timers/promises';
import { throwIfInterrupted } from '../core/run-context.js';
import { ItemScorer } from './item-scorer.js';
import type { RankWalksOptions } from './rank-walks-options.js';
import { standardizedSum } from './standardized-sum.js';
import { topK } from './top-k.js';
import { WalkFilter } from './walk-filter.js';
import { walkGraph } from './walk-graph.js';

/** Ranks query by query on this thread: what is left where the kernels cannot run. The same bits. Errors: INTERRUPTED. */
export async function rankWalksOneByOne({
  graph,
  items = graph.columns,
  exponents,
  queries,
  k,
  blend,
  signal,
}: RankWalksOptions): Promise<readonly Int32Array[]> {
  const filter = new WalkFilter(graph, exponents, walkGraph(graph, exponents, items));
  const scorer = blend && (await ItemScorer.create(blend.items, items, blend.dimensions));
  const scores = new Float32Array(items);
  const allowed = new Uint8Array(items).fill(1);
  const weights = blend?.weights ?? [1];
  const lists = weights.map(() => new Int32Array(queries.length * k).fill(-1));
  for (const [place, user] of queries.entries()) {
    throwIfInterrupted(signal, 'Interrupted while ranking.');
    if (place % USERS_A_TURN === 0) await nextTurn();
    const own = graph.indices.subarray(graph.indptr[user], graph.indptr[user + 1]);
    for (const item of own) allowed[item] = 0;
    const byWalk = filter.row(filter.edgesOf(user), user);
    for (const [index, weight] of weights.entries()) {
      if (blend === undefined || scorer === undefined) scores.set(byWalk);
      else standardizedSum(scorer.scores(rowOf(blend.users, user, blend.dimensions)), byWalk, weight, scores);
      lists[index]!.set(topK(scores, k, allowed).indices, place * k);
    }
    for (const item of own) allowed[item] = 1;
  }
  return lists;
}

/** Users between two turns of the event loop: some tens of milliseconds. */
const USERS_A_TURN = 16;

function rowOf(table: Float32Array, row: number, width: number): Float32Array {
  return table.subarray(row * width, (row + 1) * width);
}
