import { describe, expect, it } from '@jest/globals';
import { Turns } from '../../../src/graphql/computing/turns.js';

describe('Turns', () => {
  it('are one at a time, in the order in which they were asked for', async () => {
    const turns = new Turns();
    const order: number[] = [];
    let atWork = 0;
    const work = async (name: number): Promise<void> => {
      await turns.take();
      expect(++atWork).toBe(1);
      await Promise.resolve();
      order.push(name);
      atWork--;
      turns.give();
    };
    await Promise.all([1, 2, 3, 4, 5].map(work));
    expect(order).toEqual([1, 2, 3, 4, 5]);
  });

  it('of one round of the event loop end together: who comes late waits for the next', async () => {
    const turns = new Turns();
    expect(turns.take()).toBeUndefined();
    const end = performance.now() + 10;
    while (performance.now() < end);
    expect(turns.isOver()).toBe(true);
    turns.give();
    let rounds = 0;
    setImmediate(() => rounds++);
    const waiting = turns.take();
    expect(waiting).toBeInstanceOf(Promise);
    await waiting;
    expect(rounds).toBe(1);
    turns.give();
  });
});
