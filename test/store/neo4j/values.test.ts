import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import neo4j, { type Record as Row } from 'neo4j-driver';
import { decodeRow } from '../../../src/store/neo4j/decode-rows.js';
import { encodeParameters } from '../../../src/store/neo4j/encode-parameters.js';

const row = (...values: unknown[]): Row =>
  new neo4j.types.Record(
    values.map((_, column) => String(column)),
    values as never,
  );

describe('parameters', () => {
  it('send whole numbers as integers and all else as it is', () => {
    expect(encodeParameters({ first: 20, weight: 0.5, key: '7', none: null, flags: [true, 3, 2.5] })).toEqual({
      first: neo4j.int(20),
      weight: 0.5,
      key: '7',
      none: null,
      flags: [true, neo4j.int(3), 2.5],
    });
  });

  it('leave floats what they are: beyond 2^53, negative zero, not a number', () => {
    const values = { big: 2 ** 60, zero: -0, none: Number.NaN, far: Infinity };
    expect(encodeParameters(values)).toEqual(values);
  });

  it('make a vector a list of floats, whatever its values', () => {
    expect(encodeParameters({ rows: [['x', Float32Array.from([1, 2, -0.5])]] })).toEqual({
      rows: [['x', [1, 2, -0.5]]],
    });
  });

  it('reach into maps of lists of maps', () => {
    expect(encodeParameters({ rows: [{ userKey: 'ada', weights: { e1: 2 } }] })).toEqual({
      rows: [{ userKey: 'ada', weights: { e1: neo4j.int(2) } }],
    });
  });
});

describe('rows', () => {
  it('have integers as numbers, and as BigInt where a number could not hold them', () => {
    const values = [0, 1, -1, 4_294_967_296, -4_294_967_297, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER];
    expect(decodeRow(row(...values.map((value) => neo4j.int(value))))).toEqual(values);
    const big = [9_007_199_254_740_993n, -9_223_372_036_854_775_808n, 9_223_372_036_854_775_807n];
    expect(decodeRow(row(...big.map((value) => neo4j.int(value))))).toEqual(big);
  });

  it('give every safe integer back that was sent', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), (value) => {
        expect(decodeRow(row(encodeParameters({ value })['value']))).toEqual([value]);
      }),
    );
  });

  it('reach into lists and maps, and make times and points their text', () => {
    const date = new neo4j.types.Date(2026, 11, 25);
    expect(decodeRow(row([neo4j.int(1), [neo4j.int(2)]], { at: neo4j.int(3), on: date }, null, 'x'))).toEqual([
      [1, [2]],
      { at: 3, on: '2026-11-25' },
      null,
      'x',
    ]);
  });
});
