import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { Client } from 'undici';
import { Random } from '../../src/core/random.js';
import type { Section } from '../harness/bench.js';
import { FuzzedRequests, type FuzzedRequest } from './fuzz/fuzzed-requests.js';
import { leakIn } from './fuzz/leaks.js';
import { leaveServerCore } from './pinned.js';
import { type Served, serve } from './served.js';
import { copyShop } from './shop.js';

const ANSWER_SECONDS = 20;
const SERVER_ERRORS = 'fuzz of 100,000 requests: answers 5xx but 503';
const INTERNAL = 'fuzz: answers with INTERNAL';
const LEAKS = 'fuzz: answers that show internals';
const UNANSWERED = `fuzz: requests without an answer in ${ANSWER_SECONDS} s`;
const CRASHES = 'fuzz: crashes';
const REQUESTS = 100_000;
/** Fewer in a shorter look. */
const REQUESTS_A_MINUTE = 30_000;
const CONNECTIONS = 8;
const SEED = 20_261_125;

export const fuzzSection: Section = {
  name: 'fuzz',
  needs: [],
  bars: [
    { name: SERVER_ERRORS, limit: 0, unit: '', passes: 'within' },
    { name: INTERNAL, limit: 0, unit: '', passes: 'within' },
    { name: LEAKS, limit: 0, unit: '', passes: 'within' },
    { name: UNANSWERED, limit: 0, unit: '', passes: 'within' },
    { name: CRASHES, limit: 0, unit: '', passes: 'within' },
  ],
  async measure(run) {
    const { words } = await copyShop(run, 'fuzzed'); // it erases users, too
    const server = await serve({ words, signal: run.signal, logLevel: 'error' });
    const back = leaveServerCore();
    const requests =
      run.minutes === undefined ? REQUESTS : Math.min(REQUESTS, Math.ceil(run.minutes * REQUESTS_A_MINUTE));
    try {
      const findings = await fuzz(server, requests, run.signal);
      const crashed = server.exitCode() === null ? 0 : 1;
      for (const finding of findings.examples) run.say(`fuzz: ${finding}`);
      for (const line of server.lines.slice(0, 5))
        run.say(`fuzz: the server logged ${JSON.stringify(line).slice(0, 600)}`);
      return {
        values: {
          [SERVER_ERRORS]: findings.serverErrors,
          [INTERNAL]: findings.internal,
          [LEAKS]: findings.leaks,
          [UNANSWERED]: findings.unanswered,
          [CRASHES]: crashed + ((await isAlive(server)) ? 0 : 1),
        },
        note: `${requests} requests from seed ${SEED}; statuses ${[...findings.statuses]
          .sort()
          .map(([status, count]) => `${status}: ${count}`)
          .join(', ')}`,
      };
    } finally {
      back();
      await server.stop();
    }
  },
};

interface Findings {
  serverErrors: number;
  internal: number;
  leaks: number;
  unanswered: number;
  readonly statuses: Map<string, number>;
  readonly examples: string[];
}

const EXAMPLES = 10;

async function fuzz(server: Served, count: number, signal: AbortSignal): Promise<Findings> {
  const schema = buildSchema(readFileSync('graph-schema/api.graphql', 'utf8'));
  const requests = new FuzzedRequests(schema, Random.stream(SEED, 'serving-fuzz'));
  const findings: Findings = {
    serverErrors: 0,
    internal: 0,
    leaks: 0,
    unanswered: 0,
    statuses: new Map(),
    examples: [],
  };
  let left = count;
  const connection = async (): Promise<void> => {
    const timeout = ANSWER_SECONDS * 1000;
    const client = new Client(new URL(server.url).origin, { headersTimeout: timeout, bodyTimeout: timeout });
    while (left-- > 0 && !signal.aborted && server.exitCode() === null) {
      const request = requests.next();
      judge(request, await answerTo(client, request), findings);
    }
    await client.destroy();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  signal.throwIfAborted();
  return findings;
}

interface Answer {
  /** Of HTTP, or the code of what the client met in its place: a connection that the server closes is an answer too. */
  readonly status: string;
  readonly text: string;
}

async function answerTo(client: Client, { method, path, headers, body }: FuzzedRequest): Promise<Answer> {
  try {
    const { statusCode, headers: given, body: answer } = await client.request({ method, path, headers, body });
    return { status: String(statusCode), text: `${JSON.stringify(given)}\n${await answer.text()}` };
  } catch (error) {
    return { status: (error as { code?: string }).code ?? String(error), text: '' };
  }
}

function judge(request: FuzzedRequest, { status, text }: Answer, findings: Findings): void {
  findings.statuses.set(status, (findings.statuses.get(status) ?? 0) + 1);
  const problems: string[] = [];
  if (status.startsWith('5') && status !== '503') {
    findings.serverErrors++;
    problems.push(`status ${status}`);
  }
  if (text.includes('"code":"INTERNAL"')) {
    findings.internal++;
    problems.push('INTERNAL');
  }
  const leak = leakIn(text, `${request.path} ${request.body?.toString() ?? ''}`);
  if (leak !== undefined) {
    findings.leaks++;
    problems.push(`shows ${leak}`);
  }
  if (status.endsWith('_TIMEOUT')) {
    findings.unanswered++;
    problems.push(status);
  }
  if (problems.length === 0 || findings.examples.length >= EXAMPLES) return;
  const { method, path, body } = request;
  findings.examples.push(
    `${problems.join(', ')}: ${method} ${path} ${body?.toString().slice(0, 400) ?? ''} → ${text.slice(-300)}`,
  );
}

async function isAlive(server: Served): Promise<boolean> {
  try {
    return (await fetch(`${server.adminUrl}/healthz`)).ok;
  } catch {
    return false;
  }
}
