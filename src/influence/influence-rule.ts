import type { UserView } from '../recommend/request.js';
import type { PartOracle, ScoreOracle } from './score-oracle.js';

/** Another weight for the edge of any user: 0 takes it away. By dense indices. */
export interface GraphChange {
  readonly user: number;
  readonly item: number;
  readonly weight: number;
}

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

/** The rule of a component that others may be put together from. */
export interface PartRule extends InfluenceRule {
  oracle(user: UserView): PartOracle | undefined;
  /** As scoresAfter, of every item → [I]; valid until the next call. */
  catalogAfter(user: UserView, changes: readonly GraphChange[]): ArrayLike<number> | undefined;
}
