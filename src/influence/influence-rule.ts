import type { UserView } from '../recommend/request.js';
import type { GraphChange } from './dot/changed-graph.js';
import type { ScoreOracle } from './score-oracle.js';

/** How influence is told for one component kind of a snapshot. */
export interface InfluenceRule {
  /** Undefined for a user whom the component cannot score: her recommendations are POPULAR. */
  oracle(user: UserView): ScoreOracle | undefined;
  /**
   * Her scores of some items after edges of any users changed → [items]; as things are when there are none. Undefined
   * for a user who is not told of on the snapshot's graph: items are frozen for whoever is folded in.
   */
  scoresAfter(user: UserView, items: readonly number[], changes: readonly GraphChange[]): Float64Array | undefined;
}
