import type { Random } from '../../src/core/random.js';
import type { Recommender, UserView } from '../../src/recommend/request.js';
import type { Snapshot } from '../../src/snapshot/snapshot.js';

/** A user with what is recommended to her, best first. */
export interface SampledUser {
  readonly user: UserView;
  readonly index: number;
  readonly edges: number;
  readonly recommended: readonly number[];
}

/** Users drawn without replacement among those whose number of edges lies within the bounds, with their top items. */
export function sampleUsers(
  snapshot: Snapshot,
  recommender: Recommender,
  random: Random,
  options: { readonly count: number; readonly top: number; readonly edges?: readonly [number, number] },
): SampledUser[] {
  const { indptr } = snapshot.interactions;
  const [fewest, most] = options.edges ?? [1, Infinity];
  const edgesOf = (index: number): number => indptr[index + 1]! - indptr[index]!;
  const fitting = Array.from(snapshot.users.keys, (_, index) => index).filter(
    (index) => edgesOf(index) >= fewest && edgesOf(index) <= most,
  );
  return random
    .shuffle(fitting)
    .slice(0, options.count)
    .map((index) => {
      const user = { key: snapshot.users.keyAt(index), revision: snapshot.userRevisions[index]! };
      const { entries } = recommender.recommend({ user, first: options.top });
      return { user, index, edges: edgesOf(index), recommended: entries.map(({ itemIndex }) => itemIndex) };
    });
}
