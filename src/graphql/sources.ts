import type { RecommendationSource } from '../recommend/request.js';
import type { InteractionRecord, ItemRecord } from '../store/interaction-store.js';
import type { ItemInfluences } from './loaders/item-influences.js';

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

/** A recommendation, and where what explains it and the others of its page is computed. */
export interface RecommendationEdgeSource {
  readonly cursor: string;
  readonly node: ItemSource;
  readonly rank: number;
  readonly score: number;
  readonly source: RecommendationSource;
  readonly itemIndex: number;
  readonly explained: ItemInfluences;
}

/** An item that influence was asked of. */
export interface InfluenceSource {
  readonly item: ItemSource;
  readonly score: number;
  readonly source: RecommendationSource;
  readonly itemIndex: number;
  readonly explained: ItemInfluences;
}

/** One of the user's items, and what it does to another. */
export interface EdgeInfluenceSource {
  readonly item: ItemSource;
  readonly interactions: readonly InteractionSource[];
  readonly influence: number;
  readonly scoreWithout: number;
  /** Of the item whose score it is. */
  rankWithout(): Promise<number | null>;
}

export interface InteractionSource {
  readonly item: ItemSource;
  readonly behavior: string;
  readonly at: number | null;
  readonly weight: number;
}

/** An event as the API shows it: 0 stands for a time that is not known. */
export function interactionSource(
  { behavior, at, weight }: Pick<InteractionRecord, 'behavior' | 'at' | 'weight'>,
  item: ItemSource,
): InteractionSource {
  return { item, behavior, at: at === 0 ? null : at, weight };
}

export function userSource(key: string): UserSource {
  return { __typename: 'User', key };
}

export function itemSource(record: ItemRecord): ItemSource {
  return { __typename: 'Item', key: record.key, record };
}
