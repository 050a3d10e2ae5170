import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { HOSTILE_REQUESTS, type HostileRequest } from '../../test/fixtures/hostile-requests.js';
import type { Section } from '../harness/bench.js';
import { leaveServerCore } from './pinned.js';
import { type Served, serve } from './served.js';
import { prepareShop } from './shop.js';

const PROCESSOR = 'fifty hostile requests: most processor time for one';
const ACCEPTED = 'fifty hostile requests: answered with data';
/** Compiled code and warm caches are what a server in use has. */
const WARM_UP = 2;
const SLOW_PAUSE_MILLISECONDS = 200;
/** A slow body is given up after this; what it has cost by then is what counts. */
const SLOW_MILLISECONDS = 3000;
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
          const answer =
            hostile.slowParts === undefined ? await send(server, hostile) : await sendSlowly(server, hostile);
          const milliseconds = (server.processorTime() - before) / 1e6;
          if (round < WARM_UP) continue;
          if (answer.includes('"data":{')) accepted++;
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

async function send({ url }: Served, { body }: HostileRequest): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return response.text();
}

/** Its parts with pauses between them, as an attacker holds connections; what came back when the server or time ended it. */
async function sendSlowly({ url }: Served, { body, slowParts = 1 }: HostileRequest): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  const socket = connect(Number(port), hostname);
  let received = '';
  const over = new AbortController();
  socket.on('data', (bytes) => (received += bytes.toString('utf8')));
  socket.on('error', () => undefined);
  socket.on('close', () => over.abort());
  const head = `POST ${pathname} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
  socket.write(head);
  const end = performance.now() + SLOW_MILLISECONDS;
  const size = Math.ceil(body.length / slowParts);
  for (let start = 0; start < body.length && !over.signal.aborted && performance.now() < end; start += size) {
    socket.write(body.slice(start, start + size));
    await delay(SLOW_PAUSE_MILLISECONDS);
  }
  socket.destroy();
  return received;
}
