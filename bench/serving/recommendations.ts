import type { Section } from '../harness/bench.js';
import { graphqlLatency } from '../harness/graphql-latency.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { GOWALLA_USERS, prepareGowalla } from './gowalla.js';
import { median } from './median.js';
import { leaveServerCore, PINNING } from './pinned.js';
import { serve } from './served.js';

const BAR = 'recommendations of 20 on the Gowalla catalog, uncached, p50 of server time';
const WARM_UP = 300;
const REQUESTS = 2000;

const QUERY = `query ($key: String!) {
  user(key: $key) { recommendations(first: 20) { edges { rank score source node { key } } } }
}`;

export const recommendationsSection: Section = {
  name: 'recommendations',
  needs: [GOWALLA_TRAIN],
  bars: [{ name: BAR, limit: 2, unit: 'ms', passes: 'below' }],
  async measure(run) {
    const words = await prepareGowalla(run);
    const server = await serve({ words, signal: run.signal, logLevel: 'info' });
    const back = leaveServerCore();
    try {
      const { p50 } = await graphqlLatency(server.url, QUERY, userVariables(), WARM_UP);
      const times = server.lines
        .filter((line) => line['path'] === '/graphql')
        .slice(WARM_UP)
        .map((line) => Number(line['milliseconds']));
      return {
        values: { [BAR]: median(times) },
        note: `head of the request to its answer, as the server logs it; ${p50.toFixed(2)} ms seen by the client; ${times.length} users; ${PINNING}`,
      };
    } finally {
      back();
      await server.stop();
    }
  },
};

/** A different user each time, so that no cache answers: a stride coprime to the number of users visits all. */
function userVariables(): { key: string }[] {
  return Array.from({ length: WARM_UP + REQUESTS }, (_, count) => ({ key: String((count * 7919) % GOWALLA_USERS) }));
}
