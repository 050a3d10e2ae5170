import { componentNumber } from '../../src/recommend/scorers/component-array.js';
import type { Snapshot } from '../../src/snapshot/snapshot.js';
import type { Section } from '../harness/bench.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { propagateWithout } from './brute-force.js';
import { walkWithout } from './brute-force-walks.js';
import { gowalla, MEASURED_ON, sectionRandom } from './gowalla.js';
import { sampleUsers } from './sampled-users.js';

const CASES = 40;
const DIFFERENCE = 'blend, largest score difference to brute force, over what its parts may differ';

/** How far the parts of a score may be off: 1e-5 ‖e_u‖‖e_i‖ by embeddings, 1e-6 of its value by walks. */
const [BY_DOT, BY_WALK] = [1e-5, 1e-6];

/** One edge of a user at a time, against both rows made again without it in float64 and standardized as they then are. */
export const blendExactnessSection: Section = {
  name: 'blend-exactness',
  needs: [GOWALLA_TRAIN],
  bars: [{ name: DIFFERENCE, limit: 1, unit: '', passes: 'within' }],
  async measure(run) {
    const { snapshot, recommender, influence } = await gowalla(run, 'blend');
    const random = sectionRandom('blend-exactness');
    const sampled = sampleUsers(snapshot, recommender, random, { count: CASES, top: 20 });
    let difference = 0;
    for (const { user, index, recommended } of sampled) {
      run.signal.throwIfAborted();
      const { scores, scoresWithout, interactions } = influence.influences({ user, items: recommended })!;
      const row = random.below(interactions.length);
      const told = scoresWithout.subarray(row * recommended.length, (row + 1) * recommended.length);
      const before = bruteForceBlend(snapshot, index);
      const after = bruteForceBlend(snapshot, index, interactions[row]!.item);
      for (const [place, item] of recommended.entries()) {
        difference = Math.max(difference, before.off(item, scores[place]!), after.off(item, told[place]!));
      }
    }
    return {
      values: { [DIFFERENCE]: difference },
      note: `${CASES} users, one edge of each, her top 20; ${MEASURED_ON}`,
    };
  },
};

/** `off`: how far a score is from the item's, in units of what its parts may be off together. */
function bruteForceBlend(
  snapshot: Snapshot,
  user: number,
  removed?: number,
): { off(item: number, score: number): number } {
  const weight = componentNumber(
    snapshot.components.find(({ kind }) => kind === 'blend')!,
    'weight',
  );
  const without = propagateWithout(snapshot, user, removed);
  const embedding = without.user;
  const dot = Float64Array.from({ length: snapshot.items.size }, (_, item) => product(embedding, without.item(item)));
  const walk = walkWithout(snapshot, user, removed);
  const [ofDot, ofWalk] = [spread(dot), spread(walk)];
  return {
    off(item, score) {
      const expected =
        (dot[item]! - ofDot.mean) / ofDot.deviation + (weight * (walk[item]! - ofWalk.mean)) / ofWalk.deviation;
      const norms = norm(embedding) * norm(without.item(item));
      const allowed = (BY_DOT * norms) / ofDot.deviation + (weight * BY_WALK * walk[item]!) / ofWalk.deviation;
      return Math.abs(score - expected) / allowed;
    },
  };
}

function spread(row: Float64Array): { readonly mean: number; readonly deviation: number } {
  const mean = row.reduce((sum, value) => sum + value, 0) / row.length;
  return { mean, deviation: Math.sqrt(row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / row.length) };
}

function norm(vector: Float64Array): number {
  return Math.sqrt(product(vector, vector));
}

function product(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, d) => sum + value * b[d]!, 0);
}
