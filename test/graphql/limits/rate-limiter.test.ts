import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addressBucket, RateLimiter } from '../../../src/graphql/limits/rate-limiter.js';

describe('A rate', () => {
  it('lets a client spend its burst, then what comes back by the second', () => {
    let now = 0;
    const limiter = new RateLimiter({ perSecond: 10, burst: 30 }, () => now);
    expect(limiter.take('a', 30)).toMatchObject({ isAllowed: true, remaining: 0, resetSeconds: 3, limit: 30 });
    expect(limiter.take('a', 1)).toMatchObject({ isAllowed: false, resetSeconds: 1 });
    expect(limiter.take('b', 1)).toMatchObject({ isAllowed: true, remaining: 29 });
    now = 500;
    expect(limiter.take('a', 5)).toMatchObject({ isAllowed: true, remaining: 0 });
  });

  it('takes an operation that costs more than is left in advance, and says when the debt is paid', () => {
    let now = 0;
    const limiter = new RateLimiter({ perSecond: 10, burst: 30 }, () => now);
    expect(limiter.take('a', 100)).toMatchObject({ isAllowed: true, remaining: 0, resetSeconds: 10 });
    expect(limiter.take('a', 1)).toMatchObject({ isAllowed: false, resetSeconds: 8 });
    now = 7000;
    expect(limiter.take('a', 1).isAllowed).toBe(false);
    now = 7101;
    expect(limiter.take('a', 1).isAllowed).toBe(true);
  });

  it('never grants more than burst, refill and one overdraft', () => {
    const step = fc.record({ wait: fc.integer({ min: 0, max: 2000 }), rows: fc.integer({ min: 1, max: 50 }) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let now = 0;
        let granted = 0;
        const limiter = new RateLimiter({ perSecond: 10, burst: 30 }, () => now);
        for (const { wait, rows } of steps) {
          now += wait;
          if (limiter.take('a', rows).isAllowed) granted += rows;
        }
        expect(granted).toBeLessThanOrEqual(30 + (now / 1000) * 10 + 50);
      }),
    );
  });

  it('remembers a bounded number of clients', () => {
    const limiter = new RateLimiter({ perSecond: 1, burst: 1 }, () => 0);
    limiter.take('first', 1);
    for (let i = 0; i < 10_000; i++) limiter.take(`c${i}`, 1);
    expect(limiter.take('first', 1).isAllowed).toBe(true);
  });
});

describe('An address without a credential', () => {
  it.each([
    ['192.0.2.7', 'address:192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', 'address:2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', 'address:2001:db8:1:2::/64'],
    ['::1', 'address:0:0:0:0::/64'],
    ['fe80::1%eth0', 'address:fe80:0:0:0::/64'],
  ])('%s counts as %s', (address, bucket) => expect(addressBucket(address)).toBe(bucket));
});
