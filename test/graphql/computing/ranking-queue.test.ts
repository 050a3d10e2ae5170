import { describe, expect, it } from '@jest/globals';
import type { Steps } from '../../../src/core/steps.js';
import { RankingQueue } from '../../../src/graphql/computing/ranking-queue.js';
import { Turns } from '../../../src/graphql/computing/turns.js';

const never = (): boolean => false;

describe('The queue of rankings', () => {
  it('answers each ranking with its own result or its own error', async () => {
    const queue = new RankingQueue(new Turns(), never);
    const failing = queue.run(
      inOneStep(() => {
        throw new TypeError('no such user');
      }),
    );
    const two = [queue.run(inOneStep(() => 1)), queue.run(inOneStep(() => 'two'))];
    await expect(Promise.all<unknown>(two)).resolves.toEqual([1, 'two']);
    await expect(failing).rejects.toThrow(TypeError);
    await expect(queue.run(inOneStep(() => 'later'))).resolves.toBe('later');
  });

  it('answers all that were asked for in one tick together, so that what follows is one batch', async () => {
    const queue = new RankingQueue(new Turns(), never);
    const order: string[] = [];
    const rank = async (name: string): Promise<void> => {
      await queue.run(inOneStep(() => order.push(`rank ${name}`)));
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
    await Promise.all(Array.from({ length: 4 }, () => queue.run(inOneStep(() => busyFor(10)))));
    isRunning = false;
    expect(turns).toBeGreaterThanOrEqual(3);
  });

  it('computes nothing more once the client has gone', async () => {
    let isGone = false;
    const ranked: string[] = [];
    const queue = new RankingQueue(new Turns(), () => isGone);
    const first = queue.run(
      inOneStep(() => {
        ranked.push('first');
        isGone = true;
      }),
    );
    const second = queue.run(inOneStep(() => ranked.push('second')));
    await first;
    await expect(second).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(ranked).toEqual(['first']);
  });

  it('interrupts what runs in steps once the client has gone', async () => {
    let steps = 0;
    const queue = new RankingQueue(new Turns(), () => steps === 3);
    const endless = queue.run(function* (): Steps<never> {
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
    const long = new RankingQueue(turns, never).run(function* (): Steps<void> {
      for (let step = 0; step < 10; step++) {
        busyFor(3);
        yield;
      }
      order.push('long');
    });
    const short = new RankingQueue(turns, never).run(inOneStep(() => order.push('short')));
    await Promise.all([long, short]);
    expect(order).toEqual(['short', 'long']);
  });
});

function inOneStep<Result>(compute: () => Result): () => Steps<Result> {
  // eslint-disable-next-line require-yield
  return function* () {
    return compute();
  };
}

function busyFor(milliseconds: number): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
}
