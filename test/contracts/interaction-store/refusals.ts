import { expect, it } from '@jest/globals';
import { EdgewiseError } from '../../../src/core/errors.js';
import type { InteractionRecord, ItemRecord, UserProfile } from '../../../src/store/interaction-store.js';
import type { CurrentStore } from '../interaction-store.js';
import { event, everything } from './sample.js';

const HALF_A_PAIR = 'a\uD800b';

const BAD_INTERACTIONS: [why: string, interaction: InteractionRecord, field: string][] = [
  ['an empty user key', event('', 'x'), 'userKey'],
  ['an empty item key', event('ada', ''), 'itemKey'],
  ['a user key of more than 512 bytes', event('ä'.repeat(257), 'x'), 'userKey'],
  ['half a surrogate pair in a key', event('ada', HALF_A_PAIR), 'itemKey'],
  ['an empty behavior', event('ada', 'x', { behavior: '' }), 'behavior'],
  ['a behavior of more than 64 characters', event('ada', 'x', { behavior: 'b'.repeat(65) }), 'behavior'],
  ['a time that is no integer', event('ada', 'x', { at: 1.5 }), 'at'],
  ['a time that is no number', event('ada', 'x', { at: NaN }), 'at'],
  ['a time beyond what a double holds exactly', event('ada', 'x', { at: 2 ** 53 }), 'at'],
  ['a weight of zero', event('ada', 'x', { weight: 0 }), 'weight'],
  ['a negative weight', event('ada', 'x', { weight: -1 }), 'weight'],
  ['an infinite weight', event('ada', 'x', { weight: Infinity }), 'weight'],
  ['a weight that is no number', event('ada', 'x', { weight: NaN }), 'weight'],
];

const BAD_ITEMS: [why: string, item: ItemRecord, field: string][] = [
  ['an empty key', { key: '' }, 'key'],
  ['half a surrogate pair in a title', { key: 'x', title: HALF_A_PAIR }, 'title'],
  ['an attribute named key', { key: 'x', attributes: { key: 'y' } }, 'attributes["key"]'],
  ['an attribute named title', { key: 'x', attributes: { title: 'y' } }, 'attributes["title"]'],
  ['an attribute name with a zero character', { key: 'x', attributes: { '\0': 1 } }, 'attributes["\\u0000"]'],
  ['an attribute without a name', { key: 'x', attributes: { '': 1 } }, 'attributes[""]'],
  ['an attribute that is no number', { key: 'x', attributes: { price: NaN } }, 'attributes["price"]'],
  ['half a surrogate pair in a list', { key: 'x', attributes: { tags: ['a', HALF_A_PAIR] } }, 'attributes["tags"]'],
];

const BAD_USERS: [why: string, user: UserProfile, field: string][] = [
  ['an empty key', { key: '' }, 'key'],
  ['an attribute named revision', { key: 'x', attributes: { revision: 9 } }, 'attributes["revision"]'],
  ['an attribute named changedAt', { key: 'x', attributes: { changedAt: 9 } }, 'attributes["changedAt"]'],
  ['an attribute without a name', { key: 'x', attributes: { '': 1 } }, 'attributes[""]'],
  ['half a surrogate pair in a text', { key: 'x', attributes: { city: HALF_A_PAIR } }, 'attributes["city"]'],
];

export function describeRefusals(store: CurrentStore): void {
  it('refuses a call with one bad interaction, names the field and stores nothing of the call', async () => {
    for (const [why, bad, field] of BAD_INTERACTIONS) {
      const outcome = await outcomeOf(store().upsertInteractions([event('ada', 'good'), bad]));
      expect([why, outcome]).toEqual([why, { code: 'INTERACTION_INVALID', field: `interactions[1].${field}` }]);
    }
    expect(await everything(store())).toEqual([]);
    expect(await store().listUsers({ first: 10 })).toEqual([]);
  });

  it('refuses a call with one bad item, names the field and stores nothing of the call', async () => {
    for (const [why, bad, field] of BAD_ITEMS) {
      const outcome = await outcomeOf(store().upsertItems([{ key: 'good' }, bad]));
      expect([why, outcome]).toEqual([why, { code: 'INTERACTION_INVALID', field: `items[1].${field}` }]);
    }
    expect(await store().listItems({ first: 10 })).toEqual([]);
  });

  it('refuses a call with one bad user, names the field and stores nothing of the call', async () => {
    for (const [why, bad, field] of BAD_USERS) {
      const outcome = await outcomeOf(store().upsertUsers([{ key: 'good' }, bad]));
      expect([why, outcome]).toEqual([why, { code: 'INTERACTION_INVALID', field: `users[1].${field}` }]);
    }
    expect(await store().listUsers({ first: 10 })).toEqual([]);
  });
}

async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    return await call;
  } catch (error) {
    return error instanceof EdgewiseError ? { code: error.code, field: error.place.field } : error;
  }
}
