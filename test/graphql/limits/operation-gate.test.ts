import { describe, expect, it } from '@jest/globals';
import { buildSchema, getOperationAST, parse } from 'graphql';
import { operationGatePlugin } from '../../../src/graphql/plugins/operation-gate.js';
import { knownCost } from '../../../src/graphql/limits/known-cost.js';
import { operationCost } from '../../../src/graphql/limits/operation-cost.js';
import { apiSchema } from './api-schema.js';

describe('The gate of operations', () => {
  it('sends subscriptions elsewhere before anything else is asked of them', async () => {
    const schema = buildSchema('type Query { a: Int } type Subscription { changed: Int }');
    const document = parse('subscription { changed }');
    const plugin = operationGatePlugin(() => expect('not asked').toBe(undefined), 100);
    const hooks = await plugin.requestDidStart!({} as never);
    const resolved = hooks!.didResolveOperation!({
      schema,
      document,
      operation: getOperationAST(document),
      request: {},
      contextValue: {},
    } as never);
    await expect(resolved).rejects.toMatchObject({
      originalError: { code: 'SUBSCRIPTION_NOT_HERE' },
      extensions: { http: { status: 400 } },
    });
  });
});

describe('The cost of a document that was seen before', () => {
  const document = parse(
    `query ($n: Int = 7, $ids: [ID!]!, $all: Boolean = false) {
      users(first: $n) { nodes { key } } nodes(ids: $ids) { id } items(first: 50) @include(if: $all) { nodes { key } }
    }`,
  );
  const operation = getOperationAST(document)!;
  const variables = [
    {},
    { n: null },
    { n: 5 },
    { n: 100 },
    { n: 1e9 },
    { n: -3 },
    { n: 'x' },
    { ids: ['a'] },
    { ids: ['a', 'b'] },
    { ids: 'a' },
    { ids: null },
    { all: true, n: 5 },
    { all: false, n: 5 },
    { all: null },
  ];

  it('is the one that counting anew gives, whatever its variables and their order', () => {
    for (const given of [...variables, ...variables.toReversed()]) {
      const costed = { schema: apiSchema, document, operation, variables: given };
      expect([given, knownCost(costed)]).toEqual([given, operationCost(costed)]);
    }
  });

  it('is counted anew when clients vary their pages without end', () => {
    const wide = parse(
      'query ($a: Int, $b: Int) { users(first: $a) { nodes { interactions(first: $b) { nodes { at } } } } }',
    );
    for (let a = 0; a < 30; a++) {
      for (let b = 0; b < 30; b++) {
        const costed = { schema: apiSchema, document: wide, operation: getOperationAST(wide)!, variables: { a, b } };
        expect(knownCost(costed)).toBe(operationCost(costed));
      }
    }
  });
});
