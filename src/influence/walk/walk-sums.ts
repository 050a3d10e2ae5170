import { ColumnNorms } from '../graph/column-norms.js';
import { throughUsers } from '../graph/propagate-side.js';
import type { WalkSteps } from './walk-steps.js';

/** What the mean and deviation of a row of walks need of the whole catalog, whoever asks and whatever changes. */
export interface WalkSums {
  /** By d_i^-2p. */
  readonly columnNorms: ColumnNorms;
  /** Over all users, what walks from each item come to: Σ_i C_is d_i^-p. [I] */
  readonly columnSums: Float64Array;
}

export async function sumWalks({ graph, end }: WalkSteps): Promise<WalkSums> {
  const columnNorms = await ColumnNorms.create(
    graph,
    end.map((value) => value * value),
  );
  return { columnNorms, columnSums: await throughUsers(graph, end, 1) };
}
