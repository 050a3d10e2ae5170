import type { UserView } from '../recommend/request.js';
import type { ScoreOracle } from './score-oracle.js';

/** How influence is told for one component kind of a snapshot. */
export interface InfluenceRule {
  /** Undefined for a user whom the component cannot score: her recommendations are POPULAR. */
  oracle(user: UserView): ScoreOracle | undefined;
}
