import type { Section } from '../harness/bench.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { gowalla, MEASURED_ON, sectionRandom } from './gowalla.js';
import { sampleUsers } from './sampled-users.js';
import { quantile, timings } from './timings.js';

const WARM_UP = 50;
const P50 = 'all edges × top 20: p50';
const P99 = 'all edges × top 20: p99';
const RANKED = 'with exact ranks, users of 26 to 28 edges: p50';

/** How long answers take, whose users are drawn alike. */
export const speedSection: Section = {
  name: 'speed',
  needs: [GOWALLA_TRAIN],
  bars: [
    { name: P50, limit: 5, unit: 'ms', passes: 'within' },
    { name: P99, limit: 60, unit: 'ms', passes: 'within' },
    { name: RANKED, limit: 60, unit: 'ms', passes: 'within' },
  ],
  async measure(run) {
    const { snapshot, recommender, influence, seconds } = await gowalla(run);
    const random = sectionRandom('speed');
    const anyone = sampleUsers(snapshot, recommender, random, { count: 1000 + WARM_UP, top: 20 });
    const usual = sampleUsers(snapshot, recommender, random, { count: 100, top: 20, edges: [26, 28] });
    for (const { user, recommended } of anyone.splice(0, WARM_UP)) influence.influences({ user, items: recommended });
    const plain = timings(anyone, ({ user, recommended }) => void influence.influences({ user, items: recommended }));
    const ranked = timings(usual, ({ user, recommended }) => {
      influence.influences({ user, items: recommended, ranks: {} });
    });
    return {
      values: { [P50]: quantile(plain, 0.5), [P99]: quantile(plain, 0.99), [RANKED]: quantile(ranked, 0.5) },
      note: `${anyone.length} users, ${usual.length} with ranks; ready after ${seconds.toFixed(1)} s; ${MEASURED_ON}`,
    };
  },
};
