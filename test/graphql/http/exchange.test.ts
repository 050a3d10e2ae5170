import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  request as httpRequest,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Exchange } from '../../../src/graphql/http/exchange.js';
import { passGates } from '../../../src/graphql/http/gate.js';

let server: Server;
let exchange: Promise<Exchange>;
beforeEach(async () => {
  server = createServer();
  exchange = once(server, 'request').then((given) => {
    const [request, response] = given as [IncomingMessage, ServerResponse];
    return new Exchange(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const send = (path: string): ReturnType<typeof httpRequest> => {
  const request = httpRequest({ port: (server.address() as AddressInfo).port, path });
  request.on('error', () => undefined);
  return request.end();
};

describe('An exchange', () => {
  it('knows path and query apart', async () => {
    send('/graphql?query={a?b}');
    await expect(exchange).resolves.toMatchObject({ method: 'GET', path: '/graphql', search: 'query={a?b}' });
  });

  it('whose answer is sent ends without having been abandoned', async () => {
    const request = send('/');
    const current = await exchange;
    const ended = new Promise<void>((resolve) => current.onEnd(resolve));
    current.response.end('done');
    request.on('response', (response) => response.resume());
    await ended;
    expect(current.isAbandoned()).toBe(false);
    expect(current.signal().aborted).toBe(false);
  });

  it('whose client goes is abandoned, and its signal says so before and after it is asked for', async () => {
    const request = send('/');
    const current = await exchange;
    const signal = current.signal();
    request.destroy();
    await new Promise<void>((resolve) => current.onEnd(resolve));
    expect([current.isAbandoned(), signal.aborted, current.signal().aborted]).toEqual([true, true, true]);
    let called = false;
    current.onEnd(() => (called = true));
    expect(called).toBe(true);
  });
});

describe('Gates', () => {
  it('are passed one after another up to the first that refuses', async () => {
    send('/');
    const passed: string[] = [];
    const refusing = passGates(
      [
        () => void passed.push('first'),
        async () => {
          await Promise.resolve();
          passed.push('second');
        },
        () => {
          throw new Error('refused');
        },
        () => void passed.push('never'),
      ],
      await exchange,
    );
    await expect(refusing).rejects.toThrow('refused');
    expect(passed).toEqual(['first', 'second']);
  });
});
