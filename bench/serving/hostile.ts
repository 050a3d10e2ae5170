import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { HOSTILE_REQUESTS, type HostileRequest } from '../../test/fixtures/hostile-requests.js';
import type { Section } from '../harness/bench.js';
import { leaveServerCore } from './pinned.js';
import { type Served, serve } from './served.js';
import { prepareShop } from './shop.js';

const PROCESSOR = 'fifty hostile requests: most processor time for one';
const ACCEPTED = 'fifty hostile requests: not refused';
/** Compiled code and warm caches are what a server in use has. */
const WARM_UP = 2;
const SLOW_PAUSE_MILLISECONDS = 200;
/** Processor time of a slow body is what it has cost by then; longer, the server's own clockwork would be counted. */
const SLOW_MILLISECONDS = 3000;
/** By then the server has refused it: the default time for a request, and as long again. */
const REFUSED_MILLISECONDS = 60_000;
/** The runtime's own threads settle in this time, so that their work is not taken for the next request's. */
const SETTLE_MILLISECONDS = 30;

export const hostileSection: Section = {
  name: 'hostile',
  needs: [],
  bars: [
    { name: PROCESSOR, limit: 50, unit: 'ms', passes: 'below' },
    { name: ACCEPTED, limit: 0, unit: '', passes: 'within' },
  ],
  async measure(run) {
    const { words } = await prepareShop(run);
    const server = await serve({ words, signal: run.signal });
    const back = leaveServerCore();
    try {
      let accepted = 0;
      let worst = { name: '', milliseconds: 0 };
      for (let round = 0; round <= WARM_UP; round++) {
        for (const hostile of HOSTILE_REQUESTS) {
          if (hostile.slowParts !== undefined && round < WARM_UP) continue;
          await delay(SETTLE_MILLISECONDS, undefined, { signal: run.signal });
          const before = server.processorTime();
          const sent =
            hostile.slowParts === undefined ? await send(server, hostile) : await sendSlowly(server, hostile);
          const milliseconds = (server.processorTime() - before) / 1e6;
          if (round < WARM_UP) continue;
          if (!(await sent.isRefused())) {
            accepted++;
            run.say(`hostile: not refused: ${hostile.name}`);
          }
          if (!(milliseconds <= worst.milliseconds)) worst = { name: hostile.name, milliseconds };
        }
      }
      return {
        values: { [PROCESSOR]: worst.milliseconds, [ACCEPTED]: accepted },
        note: `${HOSTILE_REQUESTS.length} requests; the dearest: ${worst.name}; processor time of all threads`,
      };
    } finally {
      back();
      await server.stop();
    }
  },
};

/** A request on its way, after as much of it as costs the server something. */
interface Sent {
  /** Whether the server says that it does not answer it, or ends the connection. */
  isRefused(): Promise<boolean>;
}

async function send({ url }: Served, { body }: HostileRequest): Promise<Sent> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  const text = await response.text();
  return { isRefused: async () => text.includes('"errors":[') && !text.includes('"data":{') };
}

/** Its parts with pauses between them and never its end, as an attacker holds connections. */
async function sendSlowly({ url }: Served, { body, slowParts = 1 }: HostileRequest): Promise<Sent> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  const over = new AbortController();
  socket.on('data', (bytes) => (received += bytes.toString('utf8')));
  socket.on('error', () => undefined);
  socket.on('close', () => over.abort());
  const head = `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body) + 1}\r\n\r\n`;
  socket.write(head);
  const end = performance.now() + SLOW_MILLISECONDS;
  const size = Math.ceil(body.length / slowParts);
  for (let start = 0; start < body.length && !over.signal.aborted && performance.now() < end; start += size) {
    socket.write(body.slice(start, start + size));
    await delay(SLOW_PAUSE_MILLISECONDS);
  }
  return {
    async isRefused() {
      await delay(REFUSED_MILLISECONDS, undefined, { signal: over.signal }).catch(() => undefined);
      socket.destroy();
      return over.signal.aborted && !received.startsWith('HTTP/1.1 200');
    },
  };
}
