import { describe, expect, it } from '@jest/globals';
import type { Steps } from '../../../src/core/steps.js';
import { RankingQueue } from '../../../src/graphql/loaders/ranking-queue.js';
import { Turns } from '../../../src/graphql/loaders/turns.js';

const never = (): boolean => false;

describe('The queue of rankings', () => {
  it('answers each ranking with its own result or its own error', async () => {
    const queue = new RankingQueue(new Turns(), never);
    const failing = queue.run(() => {
      throw new TypeError('no such user');
    });
    await expect(Promise.all([queue.run(() => 1), queue.run(() => 'two')])).resolves.toEqual([1, 'two']);
    await expect(failing).rejects.toThrow(TypeError);
    await expect(queue.run(() => 'later')).resolves.toBe('later');
  });

  it('answers all that were asked for in one tick together, so that what follows is one batch', async () => {
    const queue = new RankingQueue(new Turns(), never);
    const order: string[] = [];
    const rank = async (name: string): Promise<void> => {
      await queue.run(() => order.push(`rank ${name}`));
      order.push(`go on with ${name}`);
    };
    await Promise.all([rank('a'), rank('b')]);
    expect(order).toEqual(['rank a', 'rank b', 'go on with a', 'go on with b']);
  });

  it('gives others a turn between rankings that take long', async () => {
    const queue = new RankingQueue(new Turns(), never);
    let turns = 0;
    let isRunning = true;
    const others = (): void => {
      turns++;
      if (isRunning) setImmediate(others);
    };
    setImmediate(others);
    await Promise.all(Array.from({ length: 4 }, () => queue.run(() => busyFor(10))));
    isRunning = false;
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('computes nothing more once the client has gone', async () => {
    let isGone = false;
    const ranked: string[] = [];
    const queue = new RankingQueue(new Turns(), () => isGone);
    const first = queue.run(() => {
      ranked.push('first');
      isGone = true;
    });
    const second = queue.run(() => ranked.push('second'));
    await first;
    await expect(second).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(ranked).toEqual(['first']);
  });

  it('interrupts what runs in steps once the client has gone', async () => {
    let steps = 0;
    const queue = new RankingQueue(new Turns(), () => steps === 3);
    const endless = queue.runSteps(function* (): Steps<never> {
      for (;;) {
        steps++;
        yield;
      }
    });
    await expect(endless).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(steps).toBe(3);
  });

  it('lets a short ranking of one request in between the steps of another', async () => {
    const turns = new Turns();
    const order: string[] = [];
    const long = new RankingQueue(turns, never).runSteps(function* (): Steps<void> {
      for (let step = 0; step < 10; step++) {
        busyFor(3);
        yield;
      }
      order.push('long');
    });
    const short = new RankingQueue(turns, never).run(() => order.push('short'));
    await Promise.all([long, short]);
    expect(order).toEqual(['short', 'long']);
  });
});

function busyFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
