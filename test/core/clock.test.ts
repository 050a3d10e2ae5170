import { describe, expect, it } from '@jest/globals';
import { fixedClock, systemClock } from '../../src/core/clock.js';

describe('systemClock', () => {
  it('tells whole milliseconds since 1970', () => {
    const before = Date.now();
    const now = systemClock.now();
    expect(Number.isInteger(now)).toBe(true);
    expect(now).toBeGreaterThanOrEqual(before);
  });
});

describe('fixedClock', () => {
  it('stands still until it is moved', () => {
    const clock = fixedClock(1000);
    expect([clock.now(), clock.now()]).toEqual([1000, 1000]);
    clock.advance(250);
    expect(clock.now()).toBe(1250);
  });
});
