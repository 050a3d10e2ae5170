import type { LoadedComponent, Snapshot } from '../../snapshot/snapshot.js';
import { componentArray } from './component-array.js';

/** Scores by distinct users: component kind `popularity`, or counted from the interactions where a snapshot has none. */
export class PopularityScorer {
  /** Distinct users of each item [I], the same for every user. Exact up to 2^24 users. */
  readonly scores: Float32Array;

  constructor(component: LoadedComponent | undefined, { items, interactions }: Snapshot) {
    this.scores = new Float32Array(items.size);
    if (component !== undefined) this.scores.set(componentArray(component, 'counts', Uint32Array));
    else for (const item of interactions.indices) this.scores[item]!++;
  }
}
