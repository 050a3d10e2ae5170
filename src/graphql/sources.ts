import type { ItemRecord } from '../store/interaction-store.js';

/** What a resolver of `User` starts from: the key; everything else is read only when a query asks for it. */
export interface UserSource {
  readonly __typename: 'User';
  readonly key: string;
}

/** What a resolver of `Item` starts from: the key, and the record where whoever found the item had it at hand. */
export interface ItemSource {
  readonly __typename: 'Item';
  readonly key: string;
  readonly record?: ItemRecord;
}

export function userSource(key: string): UserSource {
  return { __typename: 'User', key };
}

export function itemSource(record: ItemRecord): ItemSource {
  return { __typename: 'Item', key: record.key, record };
}
