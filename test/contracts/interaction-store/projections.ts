import { expect, it } from '@jest/globals';
import { EdgewiseError } from '../../../src/core/errors.js';
import type { InteractionRecord } from '../../../src/store/interaction-store.js';
import type { ProjectedItem, ProjectedUser, ProjectionParameters } from '../../../src/store/projection.js';
import type { CurrentStore } from '../interaction-store.js';
import { byIdentity, event, everything } from './sample.js';

const OWN_SHAPE = `
  MATCH (u:User)-[e:INTERACTED]->(i:Item)
  RETURN u.key AS userKey, i.key AS itemKey, e.behavior AS behavior, e.at AS at, e.weight AS weight`;

/** Queries that are refused as a whole, with what the message says and the line that it names. */
const BAD_QUERIES: [why: string, text: string, says: RegExp, place: object][] = [
  ['a syntax error', 'MATCH (u:User)\nRETRUN u.key AS userKey', /cannot be used/, { line: 2 }],
  ['a variable that is not there', 'MATCH (u:User)\n\nRETURN v.key AS userKey', /v/, {}],
  ['no item column', 'MATCH (u:User) RETURN u.key AS userKey', /itemKey is missing/, { field: 'itemKey' }],
  ['a column of another name', "RETURN 'a' AS userKey, 'x' AS itemKey, 1 AS score", /"score"/, { field: 'score' }],
  ['a parameter without a value', 'RETURN $who AS userKey, $what AS itemKey', /who|what/, {}],
  ['a write', "MERGE (u:User {key: 'ada'}) SET u.seen = true RETURN u.key AS userKey, u.key AS itemKey", /read/, {}],
  ['a removal', "MATCH (u:User) DETACH DELETE u RETURN 'a' AS userKey, 'x' AS itemKey", /read/, {}],
  [
    'a write in a subquery',
    "MATCH (u:User) CALL { WITH u CREATE (n:New) RETURN n } RETURN u.key AS userKey, 'x' AS itemKey",
    /read/,
    {},
  ],
  ['two statements', "RETURN 'a' AS userKey, 'x' AS itemKey; MATCH (n) DETACH DELETE n", /cannot be used/, {}],
];

/** A second row that no dataset could take, with the column that is at fault. */
const BAD_ROWS: [row: string, field: string][] = [
  ["null, 'x', null, null, null", 'userKey'],
  ["7, 'x', null, null, null", 'userKey'],
  ["'', 'x', null, null, null", 'userKey'],
  ["'ada', ['x'], null, null, null", 'itemKey'],
  ["'ada', 'x', 5, null, null", 'behavior'],
  ["'ada', 'x', '', null, null", 'behavior'],
  ["'ada', 'x', null, 1.5, null", 'at'],
  ["'ada', 'x', null, '2020-01-01', null", 'at'],
  ["'ada', 'x', null, null, 0.0", 'weight'],
  ["'ada', 'x', null, null, -2", 'weight'],
  ["'ada', 'x', null, null, 1e-60", 'weight'],
];

export function describeProjections(store: CurrentStore): void {
  async function project(
    text: string,
    parameters: ProjectionParameters = {},
  ): Promise<{
    interactions: InteractionRecord[];
    items: ProjectedItem[];
    users: ProjectedUser[];
    batches: number;
  }> {
    const interactions: InteractionRecord[] = [];
    const items: ProjectedItem[] = [];
    const users: ProjectedUser[] = [];
    let batches = 0;
    for await (const batch of store().project({ file: 'query.cypher', text, parameters })) {
      batches++;
      items.push(...batch.items);
      users.push(...batch.users);
      batch.userKeys.forEach((userKey, row) => {
        const { itemKeys, behaviors, at, weights } = batch;
        const [itemKey, behavior] = [itemKeys[row]!, behaviors[row]!];
        interactions.push({ userKey, itemKey, behavior, at: at[row]!, weight: weights[row]! });
      });
    }
    return { interactions, items, users, batches };
  }

  async function outcomeOf(text: string): Promise<Pick<EdgewiseError, 'code' | 'message' | 'place'>> {
    try {
      await project(text);
    } catch (error) {
      if (error instanceof EdgewiseError) return { code: error.code, message: error.message, place: error.place };
      throw error;
    }
    throw new Error(`Nothing was refused: ${text}`);
  }

  it('find what the store holds when they ask for its own shape', async () => {
    const stored = [
      event('ada', 'x', { at: 5, weight: 2.5 }),
      event('ada', 'y'),
      event('bo', 'x', { behavior: 'like' }),
    ];
    await store().upsertInteractions(stored);
    const { interactions } = await project(OWN_SHAPE);
    expect(byIdentity(interactions)).toEqual(byIdentity(stored));
  });

  it('take columns in any order, parameters of every kind, and a default for what is not there', async () => {
    const text = `
      // A comment, and a semicolon at the end.
      UNWIND $keys AS key
      WITH key WHERE $yes AND size(key) = toInteger($size)
      RETURN $item AS itemKey, key AS userKey;`;
    const { interactions } = await project(text, { keys: ['ada', 'bo'], item: 'x', yes: true, size: 3 });
    expect(interactions).toEqual([event('ada', 'x', { behavior: 'interacted' })]);
    const whole = await project(
      'UNWIND range(1, $n) AS n RETURN toString(n) AS userKey, $n AS at, $w AS weight, $i AS itemKey',
      {
        n: 2,
        w: 0.5,
        i: 'x',
      },
    );
    expect(whole.interactions).toEqual(
      ['1', '2'].map((key) => event(key, 'x', { behavior: 'interacted', at: 2, weight: 0.5 })),
    );
  });

  it('give users attributes, with an interaction or on a row without an item', async () => {
    const text = `
      UNWIND [['ada', 'x', {country: 'no', tags: ['a'], none: null}], ['bo', null, {country: 'fr'}], ['cy', 'x', null], ['di', null, null]] AS row
      RETURN row[0] AS userKey, row[1] AS itemKey, row[2] AS userAttributes`;
    const { interactions, users } = await project(text);
    expect(interactions.map(({ userKey }) => userKey)).toEqual(['ada', 'cy']);
    expect(users).toEqual([
      { key: 'ada', attributes: { country: 'no', tags: ['a'] } },
      { key: 'bo', attributes: { country: 'fr' } },
    ]);
    const bad = "RETURN 'ada' AS userKey, 'x' AS itemKey, {revision: 1} AS userAttributes";
    expect(await outcomeOf(bad)).toMatchObject({
      code: 'PROJECTION_ROW_INVALID',
      place: { field: 'userAttributes["revision"]' },
    });
    const nobody = "RETURN null AS userKey, null AS itemKey, {country: 'no'} AS userAttributes";
    expect(await outcomeOf(nobody)).toMatchObject({ code: 'PROJECTION_ROW_INVALID', place: { field: 'userKey' } });
  });

  it('give items titles and attributes, with an interaction or on a row without a user', async () => {
    const text = `
      UNWIND [['ada', 'x', 'Ex', {year: 2001, tags: ['a', 'b'], none: null}], [null, 'y', 'Why', null], ['bo', 'z', null, null]] AS row
      RETURN row[0] AS userKey, row[1] AS itemKey, row[2] AS title, row[3] AS attributes`;
    const { interactions, items } = await project(text);
    expect(interactions.map(({ userKey, itemKey }) => [userKey, itemKey])).toEqual([
      ['ada', 'x'],
      ['bo', 'z'],
    ]);
    expect(items).toEqual([
      { key: 'x', title: 'Ex', attributes: { year: 2001, tags: ['a', 'b'] } },
      { key: 'y', title: 'Why' },
    ]);
  });

  it('stream in batches, and can be left before their end', async () => {
    const text = "UNWIND range(1, $count) AS n RETURN 'user ' + toString(n % 7) AS userKey, toString(n) AS itemKey";
    const { interactions, batches } = await project(text, { count: 12_000 });
    expect(interactions).toHaveLength(12_000);
    expect(batches).toBeGreaterThan(1);
    expect(interactions.slice(0, 2)).toEqual(
      [1, 2].map((n) => event(`user ${n}`, String(n), { behavior: 'interacted' })),
    );
    for await (const batch of store().project({ file: 'query.cypher', text, parameters: { count: 12_000 } })) {
      expect(batch.userKeys.length).toBeGreaterThan(0);
      break;
    }
    expect(await store().stats()).toMatchObject({ users: 0 });
  });

  it('are empty where they find nothing', async () => {
    expect(await project(OWN_SHAPE)).toMatchObject({ interactions: [], items: [] });
  });

  it('are refused, with the place, where the query is not fit to run; nothing is written', async () => {
    await store().upsertInteractions([event('ada', 'x')]);
    for (const [why, text, says, place] of BAD_QUERIES) {
      const outcome = await outcomeOf(text);
      expect([why, outcome.code]).toEqual([why, 'PROJECTION_INVALID']);
      expect(outcome.message).toMatch(says);
      expect([why, outcome.place]).toEqual([why, expect.objectContaining({ file: 'query.cypher', ...place })]);
    }
    expect(await everything(store())).toEqual([event('ada', 'x')]);
    expect(await store().stats()).toMatchObject({ users: 1, items: 1 });
  });

  it('are refused at the first row that no dataset could take, with its number and column', async () => {
    for (const [row, field] of BAD_ROWS) {
      const outcome = await outcomeOf(
        `UNWIND [['bo', 'y', null, null, null], [${row}]] AS row
         RETURN row[0] AS userKey, row[1] AS itemKey, row[2] AS behavior, row[3] AS at, row[4] AS weight`,
      );
      expect([row, outcome.code, outcome.place.field]).toEqual([row, 'PROJECTION_ROW_INVALID', field]);
      expect(outcome.message).toMatch(/^query\.cypher, row 2: /);
    }
  });
}
