import { describe, expect, it } from '@jest/globals';
import { type OperationDefinitionNode, parse } from 'graphql';
import { operationCost } from '../../../src/graphql/limits/operation-cost.js';
import { apiSchema } from './api-schema.js';

function cost(query: string, variables: Record<string, unknown> = {}): number {
  const document = parse(query);
  const operation = document.definitions[0] as OperationDefinitionNode;
  return operationCost({ schema: apiSchema, document, operation, variables });
}

describe('The cost of an operation', () => {
  it('is the rows that its pages may hold', () => {
    expect(cost('{ users(first: 7) { nodes { key } } }')).toBe(7);
    expect(cost('{ users { nodes { key } } }')).toBe(20);
    expect(cost('{ users(first: null) { nodes { key } } }')).toBe(20);
    expect(cost('{ model { version } }')).toBe(0);
  });

  it('multiplies what is asked for below every row', () => {
    expect(cost('{ users(first: 10) { nodes { interactions(first: 5) { nodes { behavior } } } } }')).toBe(10 * (1 + 5));
    expect(
      cost('{ users(first: 10) { nodes { key } edges { node { interactions(first: 5) { nodes { at } } } } } }'),
    ).toBe(60);
  });

  it('counts 50 more for a ranking over the whole catalogue', () => {
    expect(cost('{ user(key: "u") { recommendations(first: 10) { nodes { key } } } }')).toBe(60);
    expect(cost('{ users(first: 2) { nodes { neighbors(first: 3) { nodes { key } } } } }')).toBe(2 * (1 + 53));
    expect(cost('{ item(key: "i") { neighbors(first: 0) { nodes { key } } } }')).toBe(50);
  });

  it('counts a search by the size of the sets that it may end with', () => {
    const search = (given: string): number =>
      cost(`query ($n: Int) { user(key: "u") { influence(itemKey: "i") { counterfactual${given} { minimal } } } }`, {
        n: 10,
      });
    expect(search('')).toBe(50 + 500);
    expect(search('(maxSize: null)')).toBe(50 + 500);
    expect(search('(maxSize: 2)')).toBe(50 + 350);
    expect(search('(maxSize: $n)')).toBe(50 + 750);
    expect(search('(maxSize: 100)')).toBe(50 + 5250);
    expect(search('(maxSize: 2000000000)')).toBe(50 + 5250);
    expect(search('(maxSize: -5)')).toBe(50 + 250);
  });

  it('takes page sizes from variables, their defaults, and those of the schema, in that order', () => {
    const query = 'query ($n: Int = 30) { users(first: $n) { nodes { key } } }';
    expect(cost(query, { n: 5 })).toBe(5);
    expect(cost(query)).toBe(30);
    expect(cost(query, { n: null })).toBe(20);
    expect(cost('query ($n: Int) { users(first: $n) { nodes { key } } }')).toBe(20);
  });

  it('counts a page at most as large as pages may be, since a larger one is refused by its field', () => {
    expect(cost('{ users(first: 2000000000) { nodes { key } } }')).toBe(100);
    expect(cost('query ($n: Int) { users(first: $n) { nodes { key } } }', { n: 'many' })).toBe(100);
    expect(cost('{ users(first: -5) { nodes { key } } }')).toBe(0);
  });

  it('counts the entries of list arguments', () => {
    expect(cost('{ nodes(ids: ["a", "b", "c"]) { id } }')).toBe(3);
    expect(
      cost('query ($ids: [ID!]!) { nodes(ids: $ids) { ... on User { neighbors { nodes { key } } } } }', {
        ids: ['a', 'b'],
      }),
    ).toBe(2 * (1 + 70));
    expect(
      cost(
        'mutation ($i: [InteractionInput!]!) { recordInteractions(input: $i) { users { interactions(first: 4) { nodes { at } } } } }',
        {
          i: [{}, {}],
        },
      ),
    ).toBe(2 * (1 + 4));
  });

  it('leaves out what @skip and @include leave out', () => {
    const query = `query ($no: Boolean = false) {
      users(first: 10) @include(if: $no) { nodes { key } }
      items(first: 3) @skip(if: true) { nodes { key } }
      more: items(first: 4) @include(if: true) { nodes { key } }
    }`;
    expect(cost(query)).toBe(4);
    expect(cost(query, { no: true })).toBe(14);
  });

  it('follows fragments, each computed once however often they are spread', () => {
    const chain = Array.from({ length: 60 }, (_, i) => `fragment F${i} on User { ...F${i + 1} ...F${i + 1} }`).join(
      '\n',
    );
    const last = 'fragment F60 on User { interactions(first: 1) { nodes { at } } }';
    expect(cost(`{ user(key: "u") { ...F0 } }\n${chain}\n${last}`)).toBe(2 ** 60);
  });
});
