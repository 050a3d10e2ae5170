import { describe, expect, it } from '@jest/globals';
import neo4j from 'neo4j-driver';
import { fixedClock } from '../../../src/core/clock.js';
import { silentLogger } from '../../../src/core/log.js';
import { Random } from '../../../src/core/random.js';
import { Attempts } from '../../../src/store/neo4j/attempts.js';
import { Availability } from '../../../src/store/neo4j/availability.js';

const AWAY = new neo4j.Neo4jError('Connection was closed by server', 'ServiceUnavailable', '', '');
const REFUSED = new neo4j.Neo4jError('no', 'Neo.ClientError.Security.Unauthorized', '', '');

interface Choice {
  readonly serves?: boolean;
  readonly retryMs?: number;
  readonly transactionMs?: number;
  readonly signal?: AbortSignal;
}

/** Attempts with a clock that stands still, and calls that fail as they are told to. */
function attempting({ serves = false, retryMs = 0, transactionMs = 1000, signal }: Choice) {
  const clock = fixedClock(1_000_000);
  const warnings: string[] = [];
  const attempts = new Attempts({
    log: { ...silentLogger, warn: (_fields, message) => void warnings.push(message) },
    clock,
    random: Random.fromSeed(1),
    retryMs,
    signal,
    availability: serves ? new Availability(clock) : undefined,
    transactionMs,
  });
  let asked = 0;
  return {
    clock,
    attempts,
    warnings,
    asked: () => asked,
    call: (failures: readonly Error[], millisecondsEach = 0): Promise<string> => {
      const left = [...failures];
      return attempts.retrying(() => {
        asked++;
        clock.advance(millisecondsEach);
        const failure = left.shift();
        return failure === undefined ? Promise.resolve('done') : Promise.reject(failure);
      });
    },
  };
}

describe('the attempts of a job', () => {
  it('go on until one succeeds, and tell once why it takes long', async () => {
    const { call, asked, warnings } = attempting({ retryMs: 30_000 });
    await expect(call([AWAY, AWAY])).resolves.toBe('done');
    expect(asked()).toBe(3);
    expect(warnings).toEqual([]);
    await expect(call(Array.from({ length: 5 }, () => AWAY))).resolves.toBe('done');
    expect(warnings).toEqual(['Neo4j failed; trying again']);
  });

  it('end with the last error when the time is over', async () => {
    const { call, asked } = attempting({ retryMs: 2000 });
    await expect(call([AWAY, AWAY, AWAY, AWAY], 1000)).rejects.toBe(AWAY);
    expect(asked()).toBe(2);
  });

  it('do not repeat what was refused', async () => {
    const { call, asked } = attempting({ retryMs: 30_000 });
    await expect(call([REFUSED])).rejects.toBe(REFUSED);
    expect(asked()).toBe(1);
  });

  it('end at once when the job is interrupted', async () => {
    const stop = new AbortController();
    const { call } = attempting({ retryMs: 30_000, signal: stop.signal });
    const waiting = call(Array.from({ length: 1000 }, () => AWAY));
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });
});

describe('the attempts of a server', () => {
  it('are one call a second while the store is away; all others fail unasked', async () => {
    const { call, clock, asked } = attempting({ serves: true });
    const fifty = async (): Promise<unknown[]> => {
      const calls = await Promise.allSettled(Array.from({ length: 50 }, () => call([AWAY])));
      return calls.map((outcome) => (outcome.status === 'rejected' ? outcome.reason : outcome.value) as unknown);
    };
    await expect(call([AWAY])).rejects.toBe(AWAY);
    for (let second = 0; second < 3; second++) {
      expect(new Set((await fifty()).map(codeOf))).toEqual(new Set(['STORE_UNAVAILABLE']));
      expect(asked()).toBe(1 + second);
      clock.advance(1000);
      expect((await fifty()).filter((reason) => reason === AWAY)).toHaveLength(1);
      expect(asked()).toBe(2 + second);
    }
  });

  it('all go through again as soon as one was answered', async () => {
    const { call, clock, asked } = attempting({ serves: true });
    await expect(call([AWAY])).rejects.toBe(AWAY);
    await expect(call([])).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    clock.advance(1000);
    await expect(call([])).resolves.toBe('done');
    await expect(call([])).resolves.toBe('done');
    expect(asked()).toBe(3);
  });

  it('are not held off by an error that an answering store gave', async () => {
    const { call } = attempting({ serves: true });
    await expect(call([REFUSED])).rejects.toBe(REFUSED);
    await expect(call([])).resolves.toBe('done');
  });

  it('do not wait for a store that has fallen silent', async () => {
    const { attempts, clock } = attempting({ serves: true, transactionMs: -1999 }); // a millisecond of patience
    await expect(attempts.retrying(() => new Promise(() => undefined))).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    await expect(attempts.retrying(() => Promise.resolve(1))).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    clock.advance(1000);
    await expect(attempts.retrying(() => Promise.resolve(1))).resolves.toBe(1);
  });
});

function codeOf(reason: unknown): unknown {
  return (reason as { code?: unknown }).code;
}
