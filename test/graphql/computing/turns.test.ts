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

  it('tell when computing has taken most of a second, and not before', async () => {
    let told = 0;
    const turns = new Turns(() => told++);
    await computeFor(1, turns); // counts from here
    expect(told).toBe(0);
    // Once is enough where nobody else takes the processor away meanwhile.
    while (told === 0) await computeFor(1100, turns);
    expect(told).toBe(1);
  });
});

async function computeFor(milliseconds: number, turns: Turns): Promise<void> {
  await turns.take();
  const end = performance.now() + milliseconds;
  while (performance.now() < end);
  turns.give();
}
