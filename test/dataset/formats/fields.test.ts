import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseTime } from '../../../src/dataset/formats/fields/time.js';
import { parseWeight } from '../../../src/dataset/formats/fields/weight.js';
import { parseAttribute } from '../../../src/dataset/formats/fields/attribute.js';
import { quoteLargeIntegers } from '../../../src/dataset/formats/fields/quote-large-integers.js';
import { NOW } from './rows-of.js';

describe('a time', () => {
  it.each([
    ['', 0],
    ['0', 0],
    ['-0', 0],
    ['964982703', 964_982_703_000],
    ['964982703.5', 964_982_703_500],
    ['1.465413032e9', 1_465_413_032_000],
    ['1465413032000', 1_465_413_032_000],
    ['1465413032000.4', 1_465_413_032_000],
    ['2016-06-08T19:10:32Z', 1_465_413_032_000],
    ['2016-06-08 19:10:32', 1_465_413_032_000],
    ['2016-06-08T21:10:32+02:00', 1_465_413_032_000],
    ['2016-06-08T13:40:32-0530', 1_465_413_032_000],
    ['2016-06-08T21:10:32+02', 1_465_413_032_000],
    ['2016-06-08 19:10:32.123456+00:00', 1_465_413_032_123],
    ['2016-06-08 19:10:32 UTC', 1_465_413_032_000],
    ['2016-06-08T19:10', 1_465_413_000_000],
    ['2016-06-08', 1_465_344_000_000],
    ['2016-02-29', 1_456_704_000_000],
    ['2016-12-31T23:59:60Z', 1_483_228_800_000],
  ])('%j is %d ms', (text, at) => {
    expect(parseTime(text, NOW)).toBe(at);
  });

  it.each([
    'yesterday', '-1', '2015-02-29', '2016-13-01', '2016-06-08T24:00:00Z', '2016-06-08T19:10:32+25:00', '1969-12-31T23:59:59Z',
    '0099-01-01', '08/06/2016', '2016-06-08Z0', '1465413032000000', 'Infinity', '0x10', '12 34', '2016-6-8', '5e400', '-1e-9',
  ])('%j is none', (text) => {
    expect(() => parseTime(text, NOW)).toThrow(expect.objectContaining({ code: 'ROW_TIME_INVALID' }));
  }); // prettier-ignore

  it('may lie one day ahead and no further', () => {
    const day = 86_400_000;
    expect(parseTime(String(NOW + day), NOW)).toBe(NOW + day);
    expect(() => parseTime(String(NOW + day + 1), NOW)).toThrow('lies in the future');
  });

  it('is what toISOString, milliseconds and seconds write', () => {
    // Milliseconds below 1e11 (March 1973) read as seconds.
    fc.assert(
      fc.property(fc.integer({ min: 1e11, max: NOW }), (at) => {
        expect(parseTime(new Date(at).toISOString(), NOW)).toBe(at);
        expect(parseTime(String(at), NOW)).toBe(at);
        expect(parseTime((at / 1000).toFixed(3), NOW)).toBe(at);
      }),
    );
  });
});

describe('a weight', () => {
  it.each([['', 1], ['3', 3], ['+.5', 0.5], ['2.', 2], ['1e-3', 0.001], ['352698', 352_698]])('%j is %d', (text, weight) => {
    expect(parseWeight(text)).toBe(weight);
  }); // prettier-ignore

  it.each(['0', '-1', '-0', 'NaN', 'Infinity', '1e39', '1e-50', '1,5', '0x1', 'five', '.', 'e5'])(
    '%j is none',
    (text) => {
      expect(() => parseWeight(text)).toThrow(expect.objectContaining({ code: 'ROW_WEIGHT_INVALID' }));
    },
  );
});

describe('an attribute', () => {
  it('is text, a number, true or false, or a list, and absent where it is empty', () => {
    expect(parseAttribute('007', 'text', 'x')).toBe('007');
    expect(parseAttribute('-1.5', 'number', 'x')).toBe(-1.5);
    expect(parseAttribute('Yes', 'boolean', 'x')).toBe(true);
    expect(parseAttribute('0', 'boolean', 'x')).toBe(false);
    expect(parseAttribute('a| b |a||', 'list', 'x')).toEqual(['a', 'b']);
    expect(parseAttribute('', 'number', 'x')).toBeUndefined();
    expect(() => parseAttribute('many', 'number', 'x')).toThrow('the attribute x is "many", not a number');
    expect(() => parseAttribute('maybe', 'boolean', 'x')).toThrow('true or false');
  });
});

describe('large integers in JSON', () => {
  it('are kept digit for digit as strings, all else as it is', () => {
    const json =
      '{"id":-8845298781299428018,"b":[9007199254740993,9007199254740991],"s":"\\"12345678901234567890","f":0.1234567890123456,"e":1e300}';
    expect(JSON.parse(quoteLargeIntegers(json))).toEqual({
      id: '-8845298781299428018',
      b: ['9007199254740993', 9_007_199_254_740_991],
      s: '"12345678901234567890',
      f: 0.1234567890123456,
      e: 1e300,
    });
  });

  it('come back whole beside any strings and fractions', () => {
    const integer = fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n });
    const fraction = fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Number.isInteger(value));
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(fc.array(fc.tuple(text, integer, fraction, text)), (rows) => {
        const json = rows.map(
          ([a, b, c, d]) => `[${JSON.stringify(a)},${b},${JSON.stringify(c)},${JSON.stringify(d)}]`,
        );
        const parsed = JSON.parse(quoteLargeIntegers(`[${json.join()}]`)) as [string, unknown, number, string][];
        expect(parsed.map(([a, b, c, d]) => [a, String(b), c, d])).toEqual(
          rows.map(([a, b, c, d]) => [a, String(b), c, d]),
        );
      }),
    );
  });

  it('do not make JSON of text that is none', () => {
    const noise = fc.array(
      fc.constantFrom('"', '\\', '{', '}', '[', ']', ':', ',', '1234567890123456789', '0', '-', 'a', ' '),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(noise, (parts) => {
        const text = parts.join('');
        expect(isJson(quoteLargeIntegers(text))).toBe(isJson(text));
      }),
      { numRuns: 2000 },
    );
  });
});

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
