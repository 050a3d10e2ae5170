import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import grafeo, { type GrafeoDB } from '@grafeo-db/js';
import { readdirSync, readFileSync } from 'node:fs';
import { statement } from '../../src/store/statements.js';
import type { StatementName, StatementParameters, StatementRow } from '../../src/store/statement-table.js';

const FOLDER = new URL('../../cypher/', import.meta.url);

const NO_KEYS_AT_FAULT: StatementRow<'check/keys'>[] = [
  ['user-without-key', 0, []],
  ['item-without-key', 0, []],
  ['user-key-repeated', 0, []],
  ['item-key-repeated', 0, []],
];

const VECTOR_OPTIONS = { indexConfig: { 'vector.dimensions': 2, 'vector.similarity_function': 'cosine' } };
const EMBEDDED = { rows: [['ada', new Float32Array(2)] as const], version: 'v1', property: 'embedding' };

/** What the embedded engine lacks or answers slowly: vectors, hints for the planner and degrees are matters of Neo4j. */
const ONLY_NEO4J = /embed|vector-index|neo4j\/((known|export)-interactions|co-|constraints|indexes)/;

/** Every statement with parameters of a use and the rows it answers on the graph below, by hand. */
const USES: { [Name in StatementName]: [parameters: StatementParameters<Name>, rows: StatementRow<Name>[]] } = {
  'schema/embedded/index-user-key': [{}, []],
  'schema/embedded/index-item-key': [{}, []],
  'schema/embedded/index-lease-name': [{}, []],
  'schema/unique-user-key': [{}, []],
  'schema/unique-item-key': [{}, []],
  'schema/unique-lease-name': [{}, []],
  'load/known-interactions': [
    {
      rows: [
        { userKey: 'ada', itemKeys: ['x'] },
        { userKey: 'bo', itemKeys: [] },
      ],
    },
    [
      ['ada', 'x', 'view', 7, 2.5, 'e:0'],
      ['bo', 'x', 'like', 9, 1, 'e:2'],
    ],
  ],
  'load/neo4j/known-interactions': [{ rows: [{ userKey: 'ada', itemKeys: ['x'] }] }, []],
  'load/lock-users': [{ keys: ['ada', 'new'] }, []],
  'load/raise-revisions': [{ keys: ['ada', 'new'] }, []],
  'load/merge-items': [{ keys: ['x', 'new'] }, []],
  'load/replace-items': [{ rows: [{ key: 'x', properties: { key: 'x', title: 'T', tags: ['a'] } }] }, []],
  'load/replace-users': [{ rows: [{ key: 'ada', properties: { key: 'ada', country: 'no' } }] }, []],
  'load/create-interactions': [{ rows: [['ada', [['x', 'buy', 3, 1]]]] }, []],
  'load/set-weights': [{ rows: [{ userKey: 'ada', weights: { 'e:0': 4 } }] }, []],
  'check/constraints': [
    {},
    [
      ['edgewise_lease_name_unique', 'UNIQUE', 'EdgewiseLease', 'name'],
      ['item_key_unique', 'UNIQUE', 'Item', 'key'],
      ['user_key_unique', 'UNIQUE', 'User', 'key'],
    ],
  ],
  'check/neo4j/constraints': [{}, []],
  'check/indexes': [
    {},
    [
      ['edgewise_lease_name', 'Hash', 'EdgewiseLease', 'name'],
      ['item_key', 'Hash', 'Item', 'key'],
      ['user_key', 'Hash', 'User', 'key'],
    ],
  ],
  'check/neo4j/indexes': [{}, []],
  'check/keys': [{ first: 2 }, NO_KEYS_AT_FAULT],
  'check/interactions': [{ first: 2 }, []],
  'check/repeated-interactions': [{ first: 2 }, [['interaction-repeated', 0, []]]],
  'check/stray-interactions': [{ first: 2 }, [['interaction-stray', 0, []]]],
  'check/orphans': [
    { first: 2 },
    [
      ['user-orphan', 0, []],
      ['item-orphan', 0, []],
    ],
  ],
  'write/erase-user': [{ key: 'ada' }, []],
  'write/lock-lease': [{ name: 'refresh' }, [['ada', 'pid 1 on a', 5, true]]],
  'write/take-lease': [{ name: 'refresh', token: 't', holder: 'h', milliseconds: 1 }, []],
  'read/users-by-key': [
    { keys: ['bo', 'nobody'] },
    [['bo', 0, { key: 'bo', embedding: null, embeddingVersion: null }]],
  ],
  'read/items-by-key': [
    { keys: ['y', 'nothing'] },
    [['y', { key: 'y', title: 'Why', year: 2001, embedding: null, embeddingVersion: null }]],
  ],
  'read/user-page': [{ after: 'ada', first: 5 }, [['bo', 0, { key: 'bo', embedding: null, embeddingVersion: null }]]],
  'read/item-key-page': [{ after: '', first: 1 }, [['x']]],
  'read/item-key-search': [{ search: 'wHY', after: '', first: 5 }, [['y']]],
  'read/interactions-of-users': [
    { keys: ['ada'], behaviors: [], first: 5, at: 7, itemKey: '', behavior: '' },
    [
      ['ada', 'x', 'view', 7, 2.5],
      ['ada', 'y', 'view', 0, 1],
    ],
  ],
  'read/neo4j/interactions-of-users': [
    { keys: ['ada'], behaviors: [], first: 5, at: 7, itemKey: '', behavior: '' },
    [
      ['ada', 'x', 'view', 7, 2.5],
      ['ada', 'y', 'view', 0, 1],
    ],
  ],
  'read/shared-items': [{ keys: ['bo'] }, [['bo', ['ada', 'bo'], [1, 1]]]],
  'read/shared-users': [{ keys: ['y'] }, [['y', ['x', 'y'], [1, 1]]]],
  'read/item-counts': [{ keys: ['ada', 'nobody'] }, [['ada', 2]]],
  'read/user-counts': [{ keys: ['x'] }, [['x', 2]]],
  'read/neo4j/co-users': [{ keys: ['bo'], first: 5 }, []],
  'read/neo4j/co-items': [{ keys: ['y'], first: 5 }, []],
  'read/user-keys': [{}, [['ada'], ['bo']]],
  'read/user-states': [
    {},
    [
      ['ada', 3, 8],
      ['bo', 0, 0],
    ],
  ],
  'read/item-keys': [{}, [['x'], ['y']]],
  'read/export-interactions': [
    { keys: ['bo', 'ada'], behaviors: ['view'] },
    [['ada', 3, ['x', 'y'], ['view', 'view'], [7, 0], [2.5, 1]]],
  ],
  'read/neo4j/export-interactions': [{ keys: ['ada'], behaviors: ['view'] }, []],
  'schema/neo4j/vector-index-user': [{ options: VECTOR_OPTIONS }, []],
  'schema/neo4j/vector-index-item': [{ options: VECTOR_OPTIONS }, []],
  'schema/neo4j/drop-vector-index-user': [{}, []],
  'schema/neo4j/drop-vector-index-item': [{}, []],
  'read/neo4j/vector-indexes': [{}, []],
  'read/neo4j/user-embeddings': [{}, []],
  'read/neo4j/item-embeddings': [{}, []],
  'write/neo4j/embed-users': [EMBEDDED, []],
  'write/neo4j/embed-items': [EMBEDDED, []],
  'write/neo4j/drop-user-embeddings': [{ keys: ['ada'] }, []],
  'write/neo4j/drop-item-embeddings': [{ keys: ['x'] }, []],
  'write/neo4j/describe-embeddings': [{ version: 'v1', tolerance: 0.5 }, []],
  'read/user-total': [{}, [[2]]],
  'read/item-total': [{}, [[2]]],
  'read/behavior-totals': [
    {},
    [
      ['view', 2, 7, 7],
      ['like', 1, 9, 9],
    ],
  ],
};

/** bo lacks a revision, as a graph that others made with Cypher may. */
const GRAPH = `
  CREATE (ada:User {key: 'ada', revision: 3, changedAt: 8}), (bo:User {key: 'bo'}),
         (x:Item {key: 'x'}), (y:Item {key: 'y', title: 'Why', year: 2001}),
         (ada)-[:INTERACTED {behavior: 'view', at: 7, weight: 2.5}]->(x),
         (ada)-[:INTERACTED {behavior: 'view', at: 0, weight: 1.0}]->(y),
         (bo)-[:INTERACTED {behavior: 'like', at: 9, weight: 1.0}]->(x),
         (:EdgewiseLease {name: 'refresh', token: 'ada', holder: 'pid 1 on a', expiresAt: 5})`;

const NAMES = Object.keys(USES) as StatementName[];

describe('the statements of cypher/', () => {
  let database: GrafeoDB;
  beforeAll(async () => {
    // Whatever a statement leaves unordered comes in random order.
    database = grafeo.GrafeoDB.create(null, { shuffleUnordered: true });
    await database.executeCypher(GRAPH);
  });
  afterAll(() => database.close());

  it('are the files of the folder and nothing else', () => {
    const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.\w+$/.test(file) && !file.startsWith('handbook/'), // test/store/handbook.test.ts
    );
    expect(files.sort()).toEqual(NAMES.map((name) => `${name}.cypher`).sort());
  });

  it.each(NAMES)('%s says first what it does', (name) => {
    expect(readFileSync(new URL(`${name}.cypher`, FOLDER), 'utf8')).toMatch(/^\/\/ [A-Z][^\n]*[.;]/);
  });

  it.each(NAMES)('%s takes the parameters that its header names, and only them', (name) => {
    const { text, parameters } = statement(name);
    const used = new Set(Array.from(text.matchAll(/\$(\w+)/g), (match) => match[1]!));
    expect([...parameters].sort()).toEqual([...used].sort());
    expect(Object.keys(USES[name][0]).sort()).toEqual([...used].sort());
  });

  it.each(NAMES.filter((name) => !name.startsWith('check/')))(
    '%s holds no value of its own but the empty text',
    (name) => {
      expect(statement(name).text.replaceAll("''", '')).not.toMatch(/['"`]/);
    },
  );

  it.each(NAMES.filter((name) => !ONLY_NEO4J.test(name.replace('embedded/', ''))))(
    '%s answers the columns that its header names',
    async (name) => {
      const [parameters, rows] = USES[name];
      const transaction = database.beginTransaction();
      const result = await transaction.executeCypher(statement(name).text, parameters);
      const answered = result.rows();
      transaction.rollback();
      expect(result.columns).toEqual(statement(name).columns);
      expect(inAnyOrder(answered)).toEqual(inAnyOrder(rows));
    },
  );
});

/** Rows, and lists within rows, sorted: the order that statements promise is held by the contract of the stores. */
function inAnyOrder(rows: readonly (readonly unknown[])[]): unknown[][] {
  const bySpelling = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return rows
    .map((row) => row.map((cell: unknown) => (Array.isArray(cell) ? [...(cell as unknown[])].sort(bySpelling) : cell)))
    .sort(bySpelling);
}
