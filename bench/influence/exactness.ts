import type { InfluenceAnswer } from '../../src/influence/influence.js';
import type { Section } from '../harness/bench.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { propagateWithout, type PropagatedWithout } from './brute-force.js';
import { gowalla, MEASURED_ON, sectionRandom } from './gowalla.js';
import { sampleUsers } from './sampled-users.js';
import { quantile, timings } from './timings.js';

const CASES = 100;
const DIFFERENCE = 'largest score difference to brute force, over ‖e_u‖‖e_i‖';
const RELATIVE = 'largest relative difference of influences above 1e-3 of the scale';
const FASTER = 'times faster than brute force, all edges × top 20';

/** One edge of a user at a time, against the whole graph propagated again without it. */
export const exactnessSection: Section = {
  name: 'exactness',
  needs: [GOWALLA_TRAIN],
  bars: [
    { name: DIFFERENCE, limit: 1e-5, unit: '', passes: 'within' },
    { name: RELATIVE, limit: 1e-3, unit: '', passes: 'within' },
    { name: FASTER, limit: 200, unit: '×', passes: 'above' },
  ],
  async measure(run) {
    const { snapshot, recommender, influence } = await gowalla(run);
    const random = sectionRandom('exactness');
    const sampled = sampleUsers(snapshot, recommender, random, { count: CASES, top: 20 });
    let difference = 0;
    let relative = 0;
    const brute: number[] = [];
    for (const { user, index, recommended } of sampled) {
      run.signal.throwIfAborted();
      const answer = influence.influences({ user, items: recommended })!;
      const row = random.below(answer.interactions.length);
      const full = propagateWithout(snapshot, index);
      const without = propagateWithout(snapshot, index, answer.interactions[row]!.item);
      brute.push(without.milliseconds * answer.interactions.length);
      for (const [place, item] of recommended.entries()) {
        const found = compare(answer, row * recommended.length + place, item, full, without);
        difference = Math.max(difference, found.difference);
        relative = Math.max(relative, found.relative);
      }
    }
    const times = timings(sampled, ({ user, recommended }) => void influence.influences({ user, items: recommended }));
    const slow = brute.sort((a, b) => a - b);
    return {
      values: { [DIFFERENCE]: difference, [RELATIVE]: relative, [FASTER]: quantile(slow, 0.5) / quantile(times, 0.5) },
      note: `${CASES} users, one edge of each, her top 20; brute force once an edge, medians; ${MEASURED_ON}`,
    };
  },
};

function compare(
  { scores, influences, scoresWithout }: InfluenceAnswer,
  place: number,
  item: number,
  full: PropagatedWithout,
  without: PropagatedWithout,
): { difference: number; relative: number } {
  const scale = norm(full.user) * norm(full.item(item));
  const score = product(full.user, full.item(item));
  const expected = product(without.user, without.item(item));
  const influence = score - expected;
  const off = Math.max(Math.abs(scores[place % scores.length]! - score), Math.abs(scoresWithout[place]! - expected));
  const matters = Math.abs(influence) > 1e-3 * scale;
  return { difference: off / scale, relative: matters ? Math.abs(influences[place]! / influence - 1) : 0 };
}

function norm(vector: Float64Array): number {
  return Math.sqrt(product(vector, vector));
}

function product(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, d) => sum + value * b[d]!, 0);
}
