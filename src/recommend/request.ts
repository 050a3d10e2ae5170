import type { AttributeValue, InteractionRecord } from '../store/interaction-store.js';

/** What is known of the asking user now, beside what the snapshot learned. */
export interface UserView {
  readonly key: string;
  /** The store's revision; that of the snapshot when the store is away. */
  readonly revision: number;
  /** All current interactions, present when they differ from the snapshot's (or the snapshot does not know the user). */
  readonly current?: readonly InteractionRecord[];
  /** What describes her now; as the snapshot knows it when absent. */
  readonly attributes?: Readonly<Record<string, AttributeValue>>;
}

export interface AttributeCondition {
  readonly name: string;
  /** The item's value (or one of its list's) equals one of these. */
  readonly anyOf: readonly AttributeValue[];
}

export interface RecommendationFilter {
  readonly attributes?: readonly AttributeCondition[];
  readonly excludeItems?: readonly string[];
  readonly minPopularity?: number;
  readonly includeInteracted?: boolean;
}

/** A place in a ranking: best score first, then key ascending. */
export interface RankPosition {
  readonly score: number;
  readonly key: string;
}

export interface RankedPage<Entry extends RankPosition> {
  readonly entries: readonly Entry[];
  readonly hasNextPage: boolean;
}

export type RecommendationSource = 'MODEL' | 'FOLD_IN' | 'POPULAR';

export interface Recommendation extends RankPosition {
  /** 1 for the best, over the whole ranking. */
  readonly rank: number;
  readonly itemIndex: number;
}

export interface RecommendationPage extends RankedPage<Recommendation> {
  readonly source: RecommendationSource;
}

export interface RecommendationRequest {
  readonly user: UserView;
  readonly first: number;
  /** Go on after this place, wherever it falls in the ranking now. */
  readonly after?: RankPosition;
  readonly filter?: RecommendationFilter;
}

/** A user or item with its cosine similarity. `score` is the similarity. */
export type Neighbor = RankPosition;

/** Answers from one snapshot; made once per snapshot, used by many requests at a time, no I/O. */
export interface Recommender {
  recommend(request: RecommendationRequest): RecommendationPage;
  /** Users nearest by embedding, self excluded; folded in when `user.current` is given; undefined when there is no embedding to compare. */
  userNeighbors(user: UserView, first: number, after?: RankPosition): RankedPage<Neighbor> | undefined;
  /** Items nearest by embedding, itself excluded; undefined for an item that the snapshot does not know. */
  itemNeighbors(itemKey: string, first: number, after?: RankPosition): RankedPage<Neighbor> | undefined;
  /** Distinct users of an item in the snapshot; undefined for an item that the snapshot does not know. */
  popularity(itemKey: string): number | undefined;
}
