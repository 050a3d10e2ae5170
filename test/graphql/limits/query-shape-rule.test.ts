import { describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery, parse, validate } from 'graphql';
import { queryShapeRule } from '../../../src/graphql/limits/query-shape-rule.js';
import { DEFAULT_LIMITS } from '../../../src/graphql/limits/server-limits.js';
import { apiSchema } from './api-schema.js';

const limits = { ...DEFAULT_LIMITS, depth: 5, aliases: 3, rootFields: 4, directives: 2 };

function messages(query: string): string[] {
  return validate(apiSchema, parse(query), [queryShapeRule(limits)]).map((error) => error.message);
}

describe('The shape rule', () => {
  it('lets a query within every limit pass', () => {
    expect(messages('{ a: model { version } user(key: "u") { neighbors { nodes { key } } } }')).toEqual([]);
  });

  it('counts depth through fragments and inline fragments', () => {
    const query = `
      { user(key: "u") { ...Near } }
      fragment Near on User { neighbors { nodes { ... on User { neighbors { nodes { key } } } } } }`;
    expect(messages(query)).toEqual(['The depth of the query is 6; the limit is 5.']);
  });

  it('counts aliases, root fields and directives of fragments as often as they are spread', () => {
    expect(messages('{ user(key: "u") { ...A ...A } } fragment A on User { a: key b: key }')).toEqual([
      'The number of aliases of the query is 4; the limit is 3.',
    ]);
    expect(messages('{ ...M ...M model { version } } fragment M on Query { model { version } __typename }')).toEqual([
      'The number of root fields of the query is 5; the limit is 4.',
    ]);
    expect(
      messages('{ model @include(if: true) { version @skip(if: false) ... @include(if: true) { version } } }'),
    ).toEqual(['The number of directives of the query is 3; the limit is 2.']);
  });

  it('judges every operation of a document by itself', () => {
    expect(
      messages('query A { a: model { version } } query B { a: model { b: version c: version d: version } }'),
    ).toHaveLength(1);
  });

  it('measures fragments nested a hundred deep, each spread twice, without expanding them', () => {
    const chain = Array.from({ length: 100 }, (_, i) => `fragment F${i} on User { ...F${i + 1} ...F${i + 1} }`).join(
      '\n',
    );
    const query = `{ user(key: "u") { ...F0 } }\n${chain}\nfragment F100 on User { a: key }`;
    expect(messages(query)).toEqual([
      expect.stringMatching(/^The number of aliases of the query is 1.*e\+30; the limit is 3\.$/),
    ]);
  });

  it('ends on fragments that spread themselves, which another rule refuses', () => {
    expect(messages('{ user(key: "u") { ...F } } fragment F on User { key ...F }')).toEqual([]);
  });

  it('leaves the depth of introspection to graphql-js, so that tools can read the schema', () => {
    const query = getIntrospectionQuery();
    expect(validate(apiSchema, parse(query), [queryShapeRule(DEFAULT_LIMITS)])).toEqual([]);
  });
});
