import type { Counterfactual } from '../../src/influence/counterfactual/counterfactual.js';
import type { Section } from '../harness/bench.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { gowalla, MEASURED_ON, sectionRandom } from './gowalla.js';
import { sampleUsers } from './sampled-users.js';
import { quantile, timings } from './timings.js';

const TOP = 10;
const USERS = 60;
const FOUND = 'counterfactual found and verified, top 10';
const P50 = 'counterfactual: p50';

/** Taking items out of the top 10, for users of at most 100 edges, whatever the size of the set that it takes. */
export const counterfactualSection: Section = {
  name: 'counterfactuals',
  needs: [GOWALLA_TRAIN],
  bars: [
    { name: FOUND, limit: 0.95, unit: 'share', passes: 'above' },
    { name: P50, limit: 100, unit: 'ms', passes: 'within' },
  ],
  async measure(run) {
    const { snapshot, recommender, influence } = await gowalla(run);
    const random = sectionRandom('counterfactuals');
    const users = sampleUsers(snapshot, recommender, random, { count: USERS, top: TOP, edges: [1, 100] });
    const cases = users.flatMap(({ user, recommended }) => recommended.map((item) => ({ user, item })));
    const found: Counterfactual[] = [];
    const times = timings(cases, ({ user, item }) => {
      const answer = influence.counterfactual({ user, item, top: TOP });
      if (answer !== undefined) found.push(answer);
    });
    const sizes = found.map(({ items }) => items.length).sort((a, b) => a - b);
    const minimal = found.filter((answer) => answer.minimal).length;
    const everything = found.filter(({ rankAfter }) => rankAfter === null).length;
    return {
      values: { [FOUND]: found.length / cases.length, [P50]: quantile(times, 0.5) },
      note:
        `${cases.length} cases; sizes: median ${quantile(sizes, 0.5)}, p90 ${quantile(sizes, 0.9)}; ` +
        `${minimal} proven minimal, ${everything} take all that she has; p99 ${quantile(times, 0.99).toFixed(0)} ms; ${MEASURED_ON}`,
    };
  },
};
