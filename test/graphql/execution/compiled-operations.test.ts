import { describe, expect, it } from '@jest/globals';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { type AskedOperation, CompiledOperations } from '../../../src/graphql/execution/compiled-operations.js';

const operations = (mostBytes?: number): CompiledOperations =>
  new CompiledOperations(buildSchema('type Query { a: Int, b: Int }'), mostBytes);

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

  it('are forgotten, least used first, when together they take more than they may', () => {
    const compiled = operations(35_000);
    const source = (name: string): string => `query ${name} { a b }`; // 15 kB: two fields, and its text
    for (const name of ['A', 'B', 'A', 'B']) compiled.find(asked(source(name)));
    expect(compiled.known(source('A'), undefined)).toBeDefined(); // the last one used
    for (let time = 0; time < 2; time++) compiled.find(asked(source('C')));
    expect(compiled.known(source('B'), undefined)).toBeUndefined();
    expect(compiled.known(source('A'), undefined)).toBeDefined();
    expect(compiled.bytes).toBeGreaterThan(18_400);
    expect(compiled.bytes).toBeLessThanOrEqual(35_000);
  });

  it('are counted with their fragments expanded, and not kept where one alone takes more than all may', () => {
    const compiled = operations(40_000);
    const nested = '{ ...F ...G } fragment F on Query { a b ...G } fragment G on Query { x: a y: a z: a }';
    for (let time = 0; time < 3; time++) compiled.find(asked(nested));
    expect(compiled.known(nested, undefined)).toBeUndefined();
    expect(compiled.bytes).toBe(0);
  });

  it('are known by no name that takes the start of their text along', () => {
    const compiled = operations();
    for (let time = 0; time < 2; time++) compiled.find(asked('#\n{ a }'));
    expect(compiled.known('#\n{ a }', undefined)).toBeDefined();
    expect(compiled.known('{ a }', '\n#')).toBeUndefined();
  });
});
