import { setTimeout as delay } from 'node:timers/promises';
import type { BenchRun, Section } from '../harness/bench.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { GOWALLA_USERS, prepareGowalla } from './gowalla.js';
import { measureRate, WrongAnswer } from './load.js';
import { leaveServerCore, PINNING } from './pinned.js';
import { serve, type Served } from './served.js';

const RANKINGS = 'event loop: p99 of its delay under a full load of uncached recommendations';
const INFLUENCES = 'event loop: p99 of its delay under a full load of recommendations with influences';
const CONNECTIONS = 16;
const WARM_UP_SECONDS = 4;
const SECONDS = 15;

const RECOMMENDED = `query ($key: String!) {
  user(key: $key) { recommendations(first: 20) { edges { rank score source node { key } } } }
}`;
const EXPLAINED = `query ($key: String!) {
  user(key: $key) {
    recommendations(first: 20) { edges { rank score node { key } influences(first: 5) { influence item { key } } } }
  }
}`;

/** Full load: as many requests at a time as the server computes one after another, and each for another user. */
export const loopDelaySection: Section = {
  name: 'loop-delay',
  needs: [GOWALLA_TRAIN],
  bars: [
    { name: RANKINGS, limit: 10, unit: 'ms', passes: 'below' },
    { name: INFLUENCES, limit: 10, unit: 'ms', passes: 'below' },
  ],
  async measure(run) {
    const words = await prepareGowalla(run);
    const rankings = await measureDelay(run, words, RECOMMENDED);
    const influences = await measureDelay(run, words, EXPLAINED);
    return {
      values: { [RANKINGS]: rankings.p99, [INFLUENCES]: influences.p99 },
      note:
        `recommendations: ${said(rankings)}; with influences: ${said(influences)}; ` +
        `${CONNECTIONS} connections, ${SECONDS} s, sampled every millisecond; ${PINNING}`,
    };
  },
};

/** Milliseconds that the loop was late. */
interface Delay {
  readonly p50: number;
  readonly p99: number;
  readonly most: number;
  /** Answers a second. */
  readonly rate: number;
}

async function measureDelay(run: BenchRun, words: readonly string[], query: string): Promise<Delay> {
  const nodeFlags = ['--import', './bench/serving/loop-monitor.mjs'];
  const server = await serve({ words, signal: run.signal, nodeFlags });
  const back = leaveServerCore();
  try {
    let asked = 0;
    const load = {
      url: server.url,
      connections: CONNECTIONS,
      // A stride coprime to the number of users visits all of them before one comes again.
      body: () => JSON.stringify({ query, variables: { key: String((asked++ * 7919) % GOWALLA_USERS) } }),
      check({ status, text }: { status: number; text: string }) {
        if (status !== 200 || text.startsWith('{"errors"')) throw new WrongAnswer(`${status}: ${text.slice(0, 200)}`);
      },
    };
    await measureRate(load, WARM_UP_SECONDS);
    await delayOf(server);
    const rate = await measureRate(load, SECONDS);
    return { ...(await delayOf(server)), rate };
  } finally {
    back();
    await server.stop();
  }
}

/** Since it was last asked for. */
async function delayOf({ pid, lines }: Served): Promise<Omit<Delay, 'rate'>> {
  const known = lines.length;
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    const line = lines.slice(known).find(({ msg }) => msg === 'loop delay');
    if (line !== undefined) return line as unknown as Omit<Delay, 'rate'>;
    await delay(10);
  }
}

function said({ p50, most, rate }: Delay): string {
  return `p50 ${p50.toFixed(2)}, most ${most.toFixed(1)} ms, ${rate.toFixed(0)} answers/s`;
}
