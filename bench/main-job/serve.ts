import type { Section } from '../harness/bench.js';
import { runEdgewise, startEdgewiseServer } from '../harness/edgewise-process.js';
import { graphqlLatency } from '../harness/graphql-latency.js';
import { GOWALLA_TRAIN, importGowalla, storeOf } from './gowalla.js';

const READY = 'serve ready on a Gowalla snapshot';
const LATENCY = 'recommendations p50, one client over HTTP';
const WARM_UP = 200;
const REQUESTS = 2000;
const USERS = 29_858;

const QUERY = `query ($key: String!) {
  user(key: $key) { recommendations(first: 20) { edges { rank score source node { key } } } }
}`;

export const serveSection: Section = {
  name: 'serve',
  needs: [GOWALLA_TRAIN],
  bars: [
    { name: READY, limit: 3, unit: 's', passes: 'within' },
    { name: LATENCY, limit: 5, unit: 'ms', passes: 'below' },
  ],
  async measure(run) {
    await importGowalla(run);
    const places = [...storeOf(run), '--snapshots', run.workspace.path('gowalla-snapshots')];
    run.say('serve: training one epoch for the snapshot …');
    const checkpoints = ['--checkpoints', run.workspace.path('gowalla-checkpoints')];
    await runEdgewise(['train', '--epochs', '1', ...places, ...checkpoints], run.signal);
    const server = await startEdgewiseServer(places, run.signal);
    try {
      const { p50, p99 } = await graphqlLatency(server.url, QUERY, userVariables(), WARM_UP);
      return {
        values: { [READY]: server.secondsToReady, [LATENCY]: p50 },
        note: `p99 ${p99.toFixed(2)} ms over ${REQUESTS} users`,
      };
    } finally {
      await server.stop();
    }
  },
};

/** A different user each time, so that no cache answers: a stride coprime to the number of users visits all. */
function userVariables(): { key: string }[] {
  return Array.from({ length: WARM_UP + REQUESTS }, (_, count) => ({ key: String((count * 7919) % USERS) }));
}
