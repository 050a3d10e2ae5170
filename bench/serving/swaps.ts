import { setTimeout as delay } from 'node:timers/promises';
import type { BenchRun, Section } from '../harness/bench.js';
import { type LoadAnswer, runLoad } from './load.js';
import { leaveServerCore } from './pinned.js';
import { type Served, serve } from './served.js';
import { prepareShop, SHOP_USERS, type Shop } from './shop.js';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';

const WRONG = 'wrong or mixed answers over 100 swaps, kills and restarts';
const FAILED = 'failed requests while servers drain and are replaced';
const SWAPS = 100;
const KILLS = 3;
const REPLACEMENTS = 5;
const CONNECTIONS = 8;
/** Users whose answers are known beforehand, for each version. */
const USERS = SHOP_USERS.slice(0, 40);

const QUERY = `query ($key: String!) {
  model { version }
  user(key: $key) { recommendations(first: 10) { edges { rank score cursor node { key } } } }
}`;
const BODIES = USERS.map((key) => JSON.stringify({ query: QUERY, variables: { key } }));
const bodyOf = (number: number): string => BODIES[number % BODIES.length]!;

export const swapsSection: Section = {
  name: 'swaps',
  needs: [],
  bars: [
    { name: WRONG, limit: 0, unit: '', passes: 'within' },
    { name: FAILED, limit: 0, unit: '', passes: 'within' },
  ],
  async measure(run) {
    const shop = await prepareShop(run);
    const back = leaveServerCore();
    try {
      const known = await knownAnswers(run, shop);
      const swapped = await swapUnderLoad(run, shop, known);
      const drained = await replaceUnderLoad(run, shop, known);
      return {
        values: { [WRONG]: swapped.wrong + drained.wrong, [FAILED]: drained.failed },
        note:
          `${swapped.answered} answers over ${swapped.swaps} swaps and ${KILLS} kills; ` +
          `${drained.answered} over ${REPLACEMENTS} replacements${drained.reasons}`,
      };
    } finally {
      back();
    }
  },
};

/** The one right answer for each user by version: what a server at rest says. */
type KnownAnswers = ReadonlyMap<string, readonly string[]>;

async function knownAnswers(run: BenchRun, shop: Shop): Promise<KnownAnswers> {
  const directory = new SnapshotDirectory(shop.snapshots);
  const known = new Map<string, string[]>();
  for (const version of shop.versions) {
    await directory.rollback(version);
    const server = await serve({ words: shop.words, signal: run.signal });
    try {
      const answers: string[] = [];
      for (const body of BODIES) {
        const response = await fetch(server.url, { method: 'POST', headers: JSON_HEADERS, body });
        answers.push(await response.text());
      }
      if (!answers.every((answer) => answer.includes(version) && !answer.includes('"errors"')))
        throw new Error(`A server at rest answered ${answers[0]}`);
      known.set(version, answers);
    } finally {
      await server.stop();
    }
  }
  return known;
}

const JSON_HEADERS = { 'content-type': 'application/json' };

/** Counts answers that are not exactly what their version says. */
class Judge {
  wrong = 0;
  example = '';
  readonly #known: KnownAnswers;

  constructor(known: KnownAnswers) {
    this.#known = known;
  }

  readonly check = ({ status, text }: LoadAnswer, number: number): void => {
    const version = /"version":"([^"]+)"/.exec(text)?.[1] ?? '';
    if (status === 200 && this.#known.get(version)?.[number % BODIES.length] === text) return;
    this.wrong++;
    this.example ||= `${status} ${text.slice(0, 300)}`;
  };
}

/** Swaps by moving the pointer, and kills in between; a request that finds no server is asked again. */
async function swapUnderLoad(
  run: BenchRun,
  shop: Shop,
  known: KnownAnswers,
): Promise<{ wrong: number; answered: number; swaps: number }> {
  const directory = new SnapshotDirectory(shop.snapshots);
  const judge = new Judge(known);
  let server = await serve({ words: shop.words, signal: run.signal });
  const port = Number(new URL(server.url).port);
  const over = new AbortController();
  const load = runLoad({
    url: server.url,
    connections: CONNECTIONS,
    body: bodyOf,
    until: over.signal,
    check: judge.check,
    onFailure: () => undefined,
  });
  let swaps = 0;
  try {
    for (let swap = 1; swap <= SWAPS; swap++) {
      run.signal.throwIfAborted();
      const version = shop.versions[swap % shop.versions.length]!;
      await directory.rollback(version);
      await untilServed(server, version);
      swaps++;
      if (swap % Math.ceil(SWAPS / (KILLS + 1)) === 0) {
        await server.stop('SIGKILL');
        server = await serve({ words: shop.words, signal: run.signal, port });
      }
    }
  } finally {
    over.abort();
    await load;
    await server.stop();
  }
  if (judge.wrong > 0) run.say(`swaps: a wrong answer: ${judge.example}`);
  return { wrong: judge.wrong, answered: await load, swaps };
}

async function untilServed(server: Served, version: string): Promise<void> {
  for (let attempt = 0; attempt < 500; attempt++) {
    const answer = (await (await fetch(`${server.adminUrl}/readyz`)).json()) as { snapshot: string };
    if (answer.snapshot === version) return;
    await delay(20);
  }
  throw new Error(`${version} was not served within ten seconds.`);
}

/**
 * Replaces a server under load, as a roll-out does: the new one starts beside it, the balancer sends new requests there,
 * the old one is asked to stop. A request that the old one refuses because it stops is asked again of the new one, as
 * balancers do; any other failure is one.
 */
async function replaceUnderLoad(
  run: BenchRun,
  shop: Shop,
  known: KnownAnswers,
): Promise<{ wrong: number; failed: number; answered: number; reasons: string }> {
  const judge = new Judge(known);
  const failures = new Map<string, number>();
  let answered = 0;
  let current = await serve({ words: shop.words, signal: run.signal });
  for (let replacement = 1; replacement <= REPLACEMENTS; replacement++) {
    const before = current;
    const over = new AbortController();
    const load = runLoad({
      url: before.url,
      connections: CONNECTIONS,
      body: bodyOf,
      until: over.signal,
      check(answer, number) {
        if (answer.status !== 503 || !answer.text.includes('SHUTTING_DOWN')) judge.check(answer, number);
      },
      onFailure(error) {
        const code = (error as { code?: string }).code ?? String(error);
        if (code === 'ECONNREFUSED')
          over.abort(); // it has gone: from here on the balancer knows only the new one
        else failures.set(code, (failures.get(code) ?? 0) + 1);
      },
    });
    await delay(500);
    current = await serve({ words: shop.words, signal: run.signal });
    await before.stop('SIGTERM');
    over.abort();
    answered += await load;
  }
  await current.stop();
  const failed = [...failures.values()].reduce((sum, count) => sum + count, 0);
  const reasons = [...failures].map(([code, count]) => `; ${count} ${code}`).join('');
  return { wrong: judge.wrong, failed, answered, reasons };
}
