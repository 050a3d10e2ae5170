import { describe, expect, it } from '@jest/globals';
import { ACCESS_SETTINGS } from '../../src/config/access-settings.js';
import { LIMIT_SETTINGS } from '../../src/config/limit-settings.js';
import { accessOptions } from '../../src/cli/access-options.js';
import { resolveSettings } from '../../src/config/resolve-settings.js';
import { duration } from '../../src/config/value-types.js';
import { DEFAULT_RATE_LIMIT } from '../../src/graphql/limits/rate-limiter.js';
import { DEFAULT_LIMITS } from '../../src/graphql/limits/server-limits.js';

const settings = (environment: Record<string, string> = {}) =>
  resolveSettings({ flags: {}, environment, workingDirectory: '/nowhere' }).settings;

describe('Settings of a server’s limits', () => {
  it('name the defaults that the server has, and reach it one by one', () => {
    for (const { variable, defaultNote } of Object.values(LIMIT_SETTINGS)) {
      const { limits = {} } = accessOptions(settings({ [variable]: '17' }));
      const [name, ...others] = Object.keys(limits) as (keyof typeof DEFAULT_LIMITS)[];
      expect([variable, limits[name!], others]).toEqual([variable, 17, []]);
      expect([variable, defaultNote]).toEqual([variable, String(DEFAULT_LIMITS[name!])]);
    }
    expect(accessOptions(settings()).limits).toEqual({});
  });

  it('name the rate that the server has', () => {
    expect(ACCESS_SETTINGS.rateLimit.defaultNote).toContain(String(DEFAULT_RATE_LIMIT.perSecond));
    expect(DEFAULT_RATE_LIMIT.burst).toBe(3 * DEFAULT_RATE_LIMIT.perSecond);
    expect(accessOptions(settings({ EDGEWISE_RATE_LIMIT: '100' })).rateLimit).toEqual({ perSecond: 100, burst: 300 });
    expect(accessOptions(settings({ EDGEWISE_RATE_LIMIT: '0' })).rateLimit).toBe('off');
  });
});

describe('Settings of tokens', () => {
  it('need issuer and audience', () => {
    const jwks = { EDGEWISE_JWKS: 'https://issuer.example/keys' };
    expect(() => accessOptions(settings(jwks))).toThrow(/--jwt-issuer/);
    expect(() => accessOptions(settings({ ...jwks, EDGEWISE_JWT_ISSUER: 'i' }))).toThrow(/--jwt-audience/);
    const whole = settings({ ...jwks, EDGEWISE_JWT_ISSUER: 'i', EDGEWISE_JWT_AUDIENCE: 'a' });
    expect(accessOptions(whole).access?.tokens).toMatchObject({ issuer: 'i', audience: 'a', clockSkewSeconds: 30 });
  });
});

describe('A duration', () => {
  it.each([
    ['90d', 90 * 86_400_000],
    ['24h', 86_400_000],
    ['30m', 1_800_000],
    ['45s', 45_000],
    ['0', 0],
    ['5', undefined],
    ['-1d', undefined],
    ['1w', undefined],
    ['', undefined],
  ])('reads %p as %p', (text, milliseconds) => expect(duration.parse(text)).toBe(milliseconds));
});
