import { describe, expect, it } from '@jest/globals';
import { RankingQueue } from '../../../src/graphql/loaders/ranking-queue.js';

const never = (): boolean => false;

describe('The queue of rankings', () => {
  it('answers each ranking with its own result or its own error', async () => {
    const queue = new RankingQueue(never);
    const failing = queue.run(() => {
      throw new TypeError('no such user');
    });
    await expect(Promise.all([queue.run(() => 1), queue.run(() => 'two')])).resolves.toEqual([1, 'two']);
    await expect(failing).rejects.toThrow(TypeError);
    await expect(queue.run(() => 'later')).resolves.toBe('later');
  });

  it('answers all that were asked for in one tick together, so that what follows is one batch', async () => {
    const queue = new RankingQueue(never);
    const order: string[] = [];
    const rank = async (name: string): Promise<void> => {
      await queue.run(() => order.push(`rank ${name}`));
      order.push(`go on with ${name}`);
    };
    await Promise.all([rank('a'), rank('b')]);
    expect(order).toEqual(['rank a', 'rank b', 'go on with a', 'go on with b']);
  });

  it('gives others a turn between rankings that take long', async () => {
    const queue = new RankingQueue(never);
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
    const queue = new RankingQueue(() => isGone);
    const first = queue.run(() => {
      ranked.push('first');
      isGone = true;
    });
    const second = queue.run(() => ranked.push('second'));
    await first;
    await expect(second).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(ranked).toEqual(['first']);
  });
});

function busyFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
