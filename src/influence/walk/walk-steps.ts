import type { WalkGraph } from '../../linalg/walk-graph.js';
import { InteractionGraph } from '../graph/interaction-graph.js';

/**
 * The filter's graph as co-interactions: what an edge of weight 1 to item j adds to a user's F_ui is
 * start_j · C°_ji · end_i, with C°_ji = Σ_{v≠u} w_vj w_vi d_v^-a.
 */
export interface WalkSteps {
  /** Users scaled by d_v^-a/2, items not at all. */
  readonly graph: InteractionGraph;
  /** d_j^-q [I] */
  readonly start: Float64Array;
  /** d_i^-p [I] */
  readonly end: Float64Array;
}

/** Shares the graph's edges. */
export function walkSteps({ byUser, byItem, starting, passing, ending }: WalkGraph): WalkSteps {
  const items = new Float64Array(byUser.columns).fill(1);
  return {
    graph: new InteractionGraph(byUser, byItem, { users: passing.map(Math.sqrt), items }),
    start: starting,
    end: ending,
  };
}
