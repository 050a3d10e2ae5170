import { describe, expect, it } from '@jest/globals';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { type AskedOperation, CompiledOperations } from '../../../src/graphql/execution/compiled-operations.js';

const operations = (): CompiledOperations => new CompiledOperations(buildSchema('type Query { a: Int, b: Int }'));

function asked(source: string, askedName?: string): AskedOperation {
  const document = parse(source);
  return { source, askedName, document, operation: getOperationAST(document, askedName)! };
}

describe('Compiled operations', () => {
  it('are compiled when they come again, and known from then on', () => {
    const compiled = operations();
    expect(compiled.find(asked('{ a }'))).toBeUndefined();
    expect(compiled.known('{ a }', undefined)).toBeUndefined();
    const run = compiled.find(asked('{ a }'));
    expect(run?.({ a: 7 }, {}, {})).toEqual({ data: { a: 7 } });
    expect(compiled.known('{ a }', undefined)?.run).toBe(run);
  });

  it('are known by the name that was asked for, if any', () => {
    const compiled = operations();
    const source = 'query A { a } query B { b }';
    for (const name of ['A', 'A', 'B', 'B']) compiled.find(asked(source, name));
    expect(compiled.known(source, 'A')?.run({ a: 1, b: 2 }, {}, {})).toEqual({ data: { a: 1 } });
    expect(compiled.known(source, 'B')?.run({ a: 1, b: 2 }, {}, {})).toEqual({ data: { b: 2 } });
    expect(compiled.known(source, undefined)).toBeUndefined();
    expect(compiled.known(source, '')).toBeUndefined();
  });

  it('are known by no name that takes the start of their text along', () => {
    const compiled = operations();
    for (let time = 0; time < 2; time++) compiled.find(asked('#\n{ a }'));
    expect(compiled.known('#\n{ a }', undefined)).toBeDefined();
    expect(compiled.known('{ a }', '\n#')).toBeUndefined();
  });
});
