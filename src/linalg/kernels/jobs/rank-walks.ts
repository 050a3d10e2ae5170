import { job, roundUp, type Address, type Job } from './job.js';

/** As the struct of assembly/kernel/walk-job.ts says. */
export interface RankWalksFields {
  readonly queries: Address;
  readonly queryCount: number;
  readonly users: number;
  /** Of the graph: items, and behind them what is walked over only. */
  readonly columns: number;
  readonly items: number;
  readonly userIndptr: Address;
  readonly userIndices: Address;
  readonly userValues: Address;
  readonly itemIndptr: Address;
  readonly itemIndices: Address;
  readonly itemValues: Address;
  readonly starting: Address;
  readonly passing: Address;
  readonly ending: Address;
  readonly panels: Address;
  readonly embeddings: Address;
  readonly width: number;
  readonly weights: Address;
  readonly weightCount: number;
  readonly k: number;
  readonly lists: Address;
  readonly scores: Address;
  readonly scratch: Address;
  /** walkScratchBytes(…) */
  readonly scratchBytes: number;
}

export function rankWalksJob(fields: RankWalksFields): Job {
  const { queries, queryCount, users, columns, items, userIndptr, userIndices, userValues } = fields;
  const { itemIndptr, itemIndices, itemValues, starting, passing, ending } = fields;
  const { panels, embeddings, width, weights, weightCount, k } = fields;
  const graph = [userIndptr, userIndices, userValues, itemIndptr, itemIndices, itemValues, starting, passing, ending];
  const { lists, scores, scratch, scratchBytes } = fields;
  const blend = [panels, embeddings, width, weights, weightCount];
  return job('rankWalks', Math.ceil(queryCount / WALK_CHUNK_QUERIES), [
    queries,
    queryCount,
    users,
    columns,
    items,
    ...graph,
    ...blend,
    k,
    lists,
    scores,
    scratch,
    scratchBytes,
  ]);
}

const WALK_CHUNK_QUERIES = 8;

/** Of each thread: masses and the list of users, the walk's row, and five rows of whole panels. */
export function walkScratchBytes(users: number, columns: number, items: number): number {
  return roundUp(users * 12 + columns * 8 + 16 + 5 * roundUp(items, 8) * 4, 16);
}
