import { describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { answerReach } from '../../../src/graphql/execution/answer-reach.js';
import { createSchema } from '../../../src/graphql/schema.js';

const schema = createSchema();

describe('What an answer is made of', () => {
  it.each([
    ['{ __typename }', 'SNAPSHOT'],
    ['{ model { version components { kind } } }', 'SNAPSHOT'],
    ['{ model { version } item(key: "tea") { title neighbors { nodes { key } } } }', 'ITEMS'],
    ['{ items { nodes { ...F } } } fragment F on Item { title }', 'ITEMS'],
    ['{ user(key: "ann") { key } }', 'USERS'],
    ['{ model { version } users { nodes { key } } }', 'USERS'],
    ['{ node(id: "x") { id } }', 'USERS'],
    ['{ ...F } fragment F on Query { user(key: "ann") { key } }', 'USERS'],
    ['mutation { eraseUser(key: "ann") { erased } }', 'USERS'],
    ['query A { model { version } } query B { users { nodes { key } } }', 'USERS'],
    ['{ notThere }', 'USERS'],
  ])('by %s', (query, reach) => {
    expect(answerReach(schema, parse(query))).toBe(reach);
  });
});
