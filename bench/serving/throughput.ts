import type { Section } from '../harness/bench.js';
import { measureRate, WrongAnswer } from './load.js';
import { median } from './median.js';
import { startPeer, type Peer } from './peers/start-peer.js';
import { USER_KEYS } from './peers/precomputed.js';
import { leaveServerCore, PINNING } from './pinned.js';

const BESIDE_MERCURIUS = 'throughput, share of Mercurius with JIT';
const BESIDE_APOLLO = 'throughput, times Apollo standalone';
const CONNECTIONS = 50;
const ROUNDS = 5;
const SECONDS = 4;
const WARM_UP_SECONDS = 3;

const PEERS = ['edgewise', 'mercurius', 'apollo'] as const;

/** One user, 20 recommendations with their item and 5 influences each. */
const QUERY = `query Page($key: String!) {
  user(key: $key) {
    key
    recommendations(first: 20) {
      edges {
        rank score source
        node { key title }
        influences(first: 5) { influence scoreWithout rankWithout item { key title } }
      }
    }
  }
}`;

export const throughputSection: Section = {
  name: 'throughput',
  needs: [],
  bars: [
    { name: BESIDE_MERCURIUS, limit: 0.95, unit: '×', passes: 'above' },
    { name: BESIDE_APOLLO, limit: 4, unit: '×', passes: 'above' },
  ],
  async measure({ signal, say }) {
    const peers = await Promise.all(PEERS.map((name) => startPeer(name, signal)));
    const back = leaveServerCore();
    const rates = new Map<string, number[]>(PEERS.map((name) => [name, []]));
    try {
      const expected = await answerOf(peers);
      for (const peer of peers) await rateOf(peer, WARM_UP_SECONDS, expected);
      for (let round = 1; round <= ROUNDS; round++) {
        for (const peer of peers) {
          signal.throwIfAborted();
          rates.get(peer.name)!.push(await rateOf(peer, SECONDS, expected));
        }
        say(`throughput: round ${round} of ${ROUNDS}`);
      }
    } finally {
      back();
      await Promise.all(peers.map((peer) => peer.stop()));
    }
    const [edgewise, mercurius, apollo] = PEERS.map((name) => median(rates.get(name)!));
    return {
      values: { [BESIDE_MERCURIUS]: edgewise! / mercurius!, [BESIDE_APOLLO]: edgewise! / apollo! },
      note:
        `requests/s ${edgewise!.toFixed(0)}, Mercurius ${mercurius!.toFixed(0)}, Apollo ${apollo!.toFixed(0)}; ` +
        `medians of ${ROUNDS} interleaved rounds, ${CONNECTIONS} connections, ${PINNING}`,
    };
  },
};

/** The length of the answer that all three give, which is the same: otherwise they do not do the same work. */
async function answerOf(peers: readonly Peer[]): Promise<number> {
  const answers = await Promise.all(
    peers.map(async ({ url }) => {
      const response = await fetch(url, { method: 'POST', headers: JSON_HEADERS, body: bodyOf(0) });
      return JSON.stringify(((await response.json()) as { data: unknown }).data);
    }),
  );
  const [first] = answers;
  if (answers.some((answer) => answer !== first)) throw new Error('The servers answer differently.');
  return first!.length;
}

const JSON_HEADERS = { 'content-type': 'application/json' };

function rateOf(peer: Peer, seconds: number, expected: number): Promise<number> {
  return measureRate(
    {
      url: peer.url,
      connections: CONNECTIONS,
      body: bodyOf,
      check({ status, text }) {
        if (status !== 200 || text.length < expected * 0.9)
          throw new WrongAnswer(`${peer.name} answered ${status}: ${text.slice(0, 200)}`);
      },
    },
    seconds,
  );
}

/** Another user each time; all servers get the same ones. */
const BODIES = USER_KEYS.map((key) => JSON.stringify({ query: QUERY, variables: { key } }));
function bodyOf(number: number): string {
  return BODIES[number % BODIES.length]!;
}
