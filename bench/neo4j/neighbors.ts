import { startEdgewiseServer, type RunningServer } from '../harness/edgewise-process.js';
import type { Section } from '../harness/bench.js';
import { openGraphqlClient } from '../harness/graphql-client.js';
import { median } from '../harness/median.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { openDriverNeighbors } from './driver-neighbors.js';
import { gowallaOnNeo4j } from './gowalla.js';
import { untrainedSnapshots } from './untrained.js';

const MORE = 'neighbors by shared items through GraphQL: p50 over that of the driver';
const WARM_UP = 150;
const USERS = 400;
const ALL_USERS = 29_858;
const FIRST = 20;

const QUERY = `query ($key: String!) {
  user(key: $key) { neighbors(first: ${FIRST}, kind: CO_INTERACTION) { edges { similarity node { key } } } }
}`;

/**
 * All are asked for the same user in turn, now the one first, now the other: the server's caches favor none. Served with
 * a snapshot, which tells that the user is there, as a server has; what it takes without one is said beside.
 */
export const neighborsSection: Section = {
  name: 'neighbors',
  needs: [GOWALLA_TRAIN],
  bars: [{ name: MORE, limit: 2, unit: 'ms', passes: 'within' }],
  async measure(run) {
    const { server } = await gowallaOnNeo4j(run);
    const driver = await openDriverNeighbors(server, FIRST);
    const serve = (snapshots: string): Promise<RunningServer> =>
      startEdgewiseServer([...server.words, '--snapshots', snapshots], run.signal);
    const served = await serve(await untrainedSnapshots(run));
    const bare = await serve(run.workspace.path('no-snapshots'));
    const client = openGraphqlClient(served.url);
    const bareClient = openGraphqlClient(bare.url);
    const times = { graphql: [] as number[], bare: [] as number[], driver: [] as number[], handbook: [] as number[] };
    try {
      for (let count = 0; count < WARM_UP + USERS; count++) {
        run.signal.throwIfAborted();
        const key = String((count * 7919) % ALL_USERS);
        const turns = [
          async () => times.graphql.push(await client.ask(QUERY, { key })),
          async () => times.driver.push(await driver.ask(key)),
        ];
        if (count % 4 === 0) times.bare.push(await bareClient.ask(QUERY, { key }));
        for (const turn of count % 2 === 0 ? turns : turns.toReversed()) await turn();
        if (count % 4 === 0) times.handbook.push(await driver.askHandbook(key));
      }
    } finally {
      client.close();
      bareClient.close();
      await served.stop();
      await bare.stop();
      await driver.close();
    }
    const graphql = median(times.graphql.slice(WARM_UP));
    const own = median(times.driver.slice(WARM_UP));
    const [bareGraphql, handbook] = [times.bare, times.handbook].map((each) =>
      median(each.slice(Math.ceil(WARM_UP / 4))),
    ) as [number, number];
    return {
      values: { [MORE]: graphql - own },
      note:
        `medians over ${USERS} users: GraphQL ${graphql.toFixed(2)} ms (without a snapshot ${bareGraphql.toFixed(2)} ms), ` +
        `the driver with the same statement ${own.toFixed(2)} ms, with the handbook's ${handbook.toFixed(2)} ms`,
    };
  },
};
