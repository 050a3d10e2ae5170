import type { Section } from '../harness/bench.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { gowalla, MEASURED_ON, sectionRandom } from './gowalla.js';
import { sampleUsers } from './sampled-users.js';
import { quantile, timings } from './timings.js';

const WARM_UP = 10;
const USERS = 200;
const COUNTERFACTUALS = 30;
const P50 = 'blend, all edges × top 20: p50';
const P99 = 'blend, all edges × top 20: p99';
const RANKS = 'blend, with exact ranks, users of 26 to 28 edges: p50';
const COUNTERFACTUAL = 'blend, counterfactual of the first of the top 10: p50';
const RANKED_USERS = 50;
const RANKED = 'blend, 20 recommendations: p50';

/** What a blend costs, with the table of the other sections in it: rankings uncached, without HTTP, and their explanation. */
export const blendSection: Section = {
  name: 'blend',
  needs: [GOWALLA_TRAIN],
  bars: [
    { name: RANKED, limit: 5, unit: 'ms', passes: 'below' },
    { name: P50, limit: 5, unit: 'ms', passes: 'within' },
    { name: P99, limit: 60, unit: 'ms', passes: 'within' },
    { name: RANKS, limit: 60, unit: 'ms', passes: 'within' },
    { name: COUNTERFACTUAL, limit: 100, unit: 'ms', passes: 'within' },
  ],
  async measure(run) {
    const { snapshot, recommender, influence, seconds } = await gowalla(run, 'blend');
    const random = sectionRandom('blend');
    const users = sampleUsers(snapshot, recommender, random, { count: WARM_UP + USERS, top: 20 });
    for (const { user, recommended } of users.splice(0, WARM_UP)) influence.influences({ user, items: recommended });
    const ranked = timings(users, ({ user }) => void recommender.recommend({ user, first: 20 }));
    const told = timings(users, ({ user, recommended }) => void influence.influences({ user, items: recommended }));
    const usual = sampleUsers(snapshot, recommender, random, { count: RANKED_USERS, top: 20, edges: [26, 28] });
    const withRanks = timings(usual, ({ user, recommended }) => {
      influence.influences({ user, items: recommended, ranks: {} });
    });
    const some = sampleUsers(snapshot, recommender, random, { count: COUNTERFACTUALS, top: 10, edges: [1, 100] });
    const searched = timings(some, ({ user, recommended: [item] }) => {
      influence.counterfactual({ user, item: item!, top: 10 });
    });
    return {
      values: {
        [RANKED]: quantile(ranked, 0.5),
        [P50]: quantile(told, 0.5),
        [P99]: quantile(told, 0.99),
        [RANKS]: quantile(withRanks, 0.5),
        [COUNTERFACTUAL]: quantile(searched, 0.5),
      },
      note: `${users.length} users, ${usual.length} with ranks, ${some.length} counterfactuals; ready after ${seconds.toFixed(1)} s; p99 of a ranking ${quantile(ranked, 0.99).toFixed(1)} ms; ${MEASURED_ON}`,
    };
  },
};
