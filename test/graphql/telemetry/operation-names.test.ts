import { describe, expect, it } from '@jest/globals';
import { OperationNames, trustedNames } from '../../../src/graphql/telemetry/operation-names.js';

describe('A name of an operation', () => {
  const names = new OperationNames(['HomePage']);

  it('is a label when it is trusted or shipped with Edgewise', () => {
    expect(names.label('HomePage')).toBe('HomePage');
    expect(names.label('Recommendations')).toBe('Recommendations');
  });

  it('is one of two words otherwise, however many a client invents', () => {
    const labels = Array.from({ length: 1000 }, (_, count) => names.label(`Invented${count}`));
    expect(new Set(labels)).toEqual(new Set(['other']));
    expect(names.label(undefined)).toBe('anonymous');
  });

  it('is taken from trusted documents, those aside that are none', () => {
    expect(trustedNames(['query A { a } mutation B { b }', '{ c }', 'query D {'])).toEqual(['A', 'B']);
  });
});
