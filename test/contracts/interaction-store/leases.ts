import { setTimeout as delay } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import type { LeaseRequest } from '../../../src/store/lease.js';
import type { CurrentStore } from '../interaction-store.js';

const MINUTE = 60_000;

function request(token: string, rest: Partial<LeaseRequest> = {}): LeaseRequest {
  return { name: 'refresh', token, holder: `process of ${token}`, milliseconds: MINUTE, ...rest };
}

export function describeLeases(store: CurrentStore): void {
  it('go to who asks first; the second is told who has it and until when', async () => {
    const first = await store().takeLease(request('a'));
    expect(first).toMatchObject({ isTaken: true, token: 'a', holder: 'process of a' });
    expect(await store().takeLease(request('b'))).toEqual({ ...first, isTaken: false });
  });

  it('go to one of many who ask at a time', async () => {
    const tokens = Array.from({ length: 12 }, (_, place) => `asker ${place}`);
    const answers = await Promise.all(tokens.map((token) => store().takeLease(request(token))));
    const winner = answers[0]!.token;
    expect(answers.map(({ isTaken }) => isTaken)).toEqual(tokens.map((token) => token === winner));
    expect(new Set(answers.map(({ token }) => token))).toEqual(new Set([winner]));
  });

  it('are renewed by their holder, and last longer then', async () => {
    const { expiresAt } = await store().takeLease(request('a'));
    const renewed = await store().takeLease(request('a', { milliseconds: 2 * MINUTE }));
    expect(renewed.isTaken).toBe(true);
    expect(renewed.expiresAt).toBeGreaterThanOrEqual(expiresAt + MINUTE);
  });

  it('are free once they expired, and their old holder cannot renew them any more', async () => {
    await store().takeLease(request('a', { milliseconds: 1 }));
    await delay(20);
    expect((await store().takeLease(request('b'))).isTaken).toBe(true);
    expect(await store().takeLease(request('a'))).toMatchObject({ isTaken: false, token: 'b' });
  });

  it('stay with a holder who is late while nobody else asked', async () => {
    await store().takeLease(request('a', { milliseconds: 1 }));
    await delay(20);
    expect((await store().takeLease(request('a'))).isTaken).toBe(true);
  });

  it('are taken from a holder who is named as dead, and from no other', async () => {
    await store().takeLease(request('a'));
    expect((await store().takeLease(request('b', { evict: 'somebody else' }))).isTaken).toBe(false);
    expect((await store().takeLease(request('b', { evict: 'a' }))).isTaken).toBe(true);
  });

  it('are let go by their holder alone', async () => {
    await store().takeLease(request('a'));
    await store().releaseLease('refresh', 'b');
    expect((await store().takeLease(request('b'))).isTaken).toBe(false);
    await store().releaseLease('refresh', 'a');
    expect((await store().takeLease(request('b'))).isTaken).toBe(true);
  });

  it('of different names know nothing of one another', async () => {
    await store().takeLease(request('a'));
    expect((await store().takeLease(request('b', { name: 'other' }))).isTaken).toBe(true);
  });
}
