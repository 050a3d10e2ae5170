import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Admission } from '../../../src/graphql/http/admission.js';
import type { Exchange } from '../../../src/graphql/http/exchange.js';
import { postQuery } from '../http-client.js';
import { shop } from '../shop.js';
import { startTestServer } from '../test-server.js';

/** As much of an exchange as admission asks for. */
function waitingExchange(): { readonly exchange: Exchange; leave(): void } {
  const atEnd: (() => void)[] = [];
  const exchange = { onEnd: (callback: () => void) => void atEnd.push(callback) } as unknown as Exchange;
  return { exchange, leave: () => atEnd.forEach((callback) => callback()) };
}

interface Work {
  readonly done: Promise<string>;
  readonly isRunning: () => boolean;
  finish(): void;
}

function submit(admission: Admission, exchange = waitingExchange().exchange): Work {
  let finish = (): void => undefined;
  let isRunning = false;
  const held = new Promise<void>((resolve) => (finish = resolve));
  const done = admission.run(exchange, async () => {
    isRunning = true;
    await held;
    return 'done';
  });
  done.catch(() => undefined);
  return { done, isRunning: () => isRunning, finish };
}

describe('Admission', () => {
  it('works on so many at a time, lets so many wait in their order, and refuses the rest at once', async () => {
    const admission = new Admission({ concurrency: 2, queue: 2, queueMilliseconds: 10_000 });
    const works = Array.from({ length: 4 }, () => submit(admission));
    expect([admission.running, admission.waiting]).toEqual([2, 2]);
    await expect(submit(admission).done).rejects.toMatchObject({
      status: 503,
      code: 'OVERLOADED',
      headers: { 'retry-after': '1' },
    });
    expect(() => admission.refuseWhenFull()).toThrow(expect.objectContaining({ code: 'OVERLOADED' }));
    works[1]!.finish();
    await works[1]!.done;
    await delay(0);
    expect(works.map((work) => work.isRunning())).toEqual([true, true, true, false]);
    for (const work of works) work.finish();
    await expect(Promise.all(works.map(({ done }) => done))).resolves.toHaveLength(4);
    expect([admission.running, admission.waiting]).toEqual([0, 0]);
  });

  it('gives the place of work that failed to the next', async () => {
    const admission = new Admission({ concurrency: 1, queue: 1, queueMilliseconds: 10_000 });
    const failing = admission.run(waitingExchange().exchange, () => Promise.reject(new Error('failed')));
    const next = submit(admission);
    next.finish();
    await expect(failing).rejects.toThrow('failed');
    await expect(next.done).resolves.toBe('done');
  });

  it('forgets those whose client went, and refuses those that waited too long for the sake of the others', async () => {
    const admission = new Admission({ concurrency: 1, queue: 10, queueMilliseconds: 40 });
    const first = submit(admission);
    const leaving = waitingExchange();
    const gone = submit(admission, leaving.exchange);
    const late = submit(admission);
    leaving.leave();
    await expect(gone.done).rejects.toMatchObject({ status: 499 });
    await delay(60);
    const fresh = submit(admission);
    fresh.finish();
    first.finish();
    await expect(late.done).rejects.toMatchObject({ code: 'OVERLOADED' });
    await expect(fresh.done).resolves.toBe('done');
    expect([gone.isRunning(), late.isRunning()]).toEqual([false, false]);
    expect(admission.running).toBe(0);
  });
});

describe('A server under more load than it takes', () => {
  it('answers 503 with Retry-After past its queue, finishes what it took, and recovers', async () => {
    const server = await startTestServer(shop, { limits: { concurrency: 2, queue: 3 } });
    let release = (): void => undefined;
    server.observed.holdUntil(new Promise((resolve) => (release = resolve)));
    const statuses: number[] = [];
    const asked = Array.from({ length: 40 }, async () => {
      const answer = await postQuery(server.url, { query: '{ users { nodes { key } } }' });
      statuses.push(answer.status);
      return answer;
    });
    while (statuses.length < 35) await delay(5);
    expect(new Set(statuses)).toEqual(new Set([503]));
    release();
    const answers = await Promise.all(asked);
    expect(statuses.filter((status) => status === 200)).toHaveLength(5);
    expect(answers.find(({ status }) => status === 503)).toMatchObject({
      headers: { 'retry-after': '1' },
      body: expect.stringContaining('OVERLOADED'),
    });
    const after = await Promise.all(
      Array.from({ length: 5 }, () => postQuery(server.url, { query: '{ users { nodes { key } } }' })),
    );
    expect(after.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    await server.close();
  });
});
