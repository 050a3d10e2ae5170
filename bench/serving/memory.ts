import { setTimeout as delay } from 'node:timers/promises';
import type { Section } from '../harness/bench.js';
import { runLoad } from './load.js';
import { leaveServerCore } from './pinned.js';
import { serve, type Served } from './served.js';
import { prepareShop, SHOP_USERS } from './shop.js';

const BAR = 'memory under load, slope of resident size';
const MINUTES = 10;
const CONNECTIONS = 16;
const SAMPLE_MILLISECONDS = 2000;
/** What caches fill and code is compiled in; not part of the slope. */
const WARM_UP_SHARE = 0.2;

export const memorySection: Section = {
  name: 'memory',
  needs: [],
  // The issue says flat and gives no figure: half a megabyte a minute is within what the allocator wavers by.
  bars: [{ name: BAR, limit: 30, unit: 'MB/hour', passes: 'within' }],
  async measure(run) {
    const { words } = await prepareShop(run);
    const minutes = run.minutes ?? MINUTES;
    const nodeFlags = ['--import', './bench/serving/heap-monitor.mjs'];
    const server = await serve({ words, signal: run.signal, nodeFlags });
    const back = leaveServerCore();
    const over = new AbortController();
    run.signal.addEventListener('abort', () => over.abort());
    const load = runLoad({ url: server.url, connections: CONNECTIONS, body: bodyOf, until: over.signal });
    try {
      const warmUp = minutes * WARM_UP_SHARE;
      await sampleFor(warmUp, server, run.signal);
      const collectedFirst = await collectedHeap(server);
      const kept = await sampleFor(minutes - warmUp, server, run.signal);
      const collectedLast = await collectedHeap(server);
      over.abort();
      const requests = await load;
      const last = kept.at(-1);
      const growth = (collectedLast - collectedFirst) / (last.at - kept[0]!.at);
      return {
        values: { [BAR]: slope(kept, (at) => at.resident) },
        note:
          `${minutes} minutes, ${requests} requests, some with documents never seen before; resident ${last.resident.toFixed(0)} MB at the end, ` +
          `after a full collection the heap held ${collectedFirst.toFixed(1)} MB at first and ${collectedLast.toFixed(1)} MB at the end ` +
          `(${growth.toFixed(1)} MB/hour)`,
      };
    } finally {
      over.abort();
      back();
      await server.stop();
      await load.catch(() => undefined);
    }
  },
};

interface Sample {
  /** Hours. */
  readonly at: number;
  /** Megabytes. */
  readonly resident: number;
}

async function sampleFor(minutes: number, { adminUrl }: Served, signal: AbortSignal): Promise<Sample[]> {
  const samples: Sample[] = [];
  const end = performance.now() + minutes * 60_000;
  while (performance.now() < end) {
    await delay(SAMPLE_MILLISECONDS, undefined, { signal });
    samples.push(await sample(adminUrl));
  }
  return samples;
}

/** Megabytes of the server's heap when nothing is in it that could be let go. */
async function collectedHeap({ pid, lines }: Served): Promise<number> {
  const known = lines.length;
  process.kill(pid, 'SIGUSR2');
  for (;;) {
    const line = lines.slice(known).find(({ msg }) => msg === 'heap after a collection');
    if (line !== undefined) return Number(line['bytes']) / 1e6;
    await delay(10);
  }
}

async function sample(adminUrl: string): Promise<Sample> {
  const text = await (await fetch(`${adminUrl}/metrics`)).text();
  const figure = (name: string): number => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1]) / 1e6;
  return {
    at: performance.now() / 3_600_000,
    resident: figure('process_resident_memory_bytes'),
  };
}

/** Least squares, in MB an hour. */
function slope(samples: readonly Sample[], value: (sample: Sample) => number): number {
  const meanAt = samples.reduce((sum, { at }) => sum + at, 0) / samples.length;
  const mean = samples.reduce((sum, sample) => sum + value(sample), 0) / samples.length;
  let above = 0;
  let below = 0;
  for (const sample of samples) {
    above += (sample.at - meanAt) * (value(sample) - mean);
    below += (sample.at - meanAt) ** 2;
  }
  return above / below;
}

const RECOMMENDED = `query ($key: String!, $first: Int) {
  user(key: $key) { recommendations(first: $first) { edges { rank score node { key title } influences(first: 3) { influence } } } }
}`;

/** Mostly one document; every tenth request has one of its own, valid or not, so that caches of documents must let go. */
function bodyOf(number: number): string {
  const key = SHOP_USERS[(number * 7919) % SHOP_USERS.length];
  if (number % 20 === 7)
    return JSON.stringify({ query: `query Own${number} { user(key: "${key}") { key revision } }` });
  if (number % 20 === 17) return JSON.stringify({ query: `query Own${number} { nothing${number} }` });
  return JSON.stringify({ query: RECOMMENDED, variables: { key, first: 1 + (number % 20) } });
}
