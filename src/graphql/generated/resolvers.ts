import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { UserSource, ItemSource, RecommendationEdgeSource, InfluenceSource, EdgeInfluenceSource } from '../sources.js';
import type { RequestContext } from '../request-context.js';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An attribute value: string, number, boolean or list of strings. */
  AttributeValue: { input: string | number | boolean | readonly string[]; output: string | number | boolean | readonly string[]; }
  /** Milliseconds since 1970-01-01T00:00:00Z as a whole number of at least 0; it needs more than 32 bits. */
  Timestamp: { input: number; output: number; }
};

export type Attribute = {
  readonly __typename?: 'Attribute';
  readonly name: Scalars['String']['output'];
  readonly value: Scalars['AttributeValue']['output'];
};

/**
 * Keeps items whose attribute equals `equals` or one of `in`; exactly one of the two is given (BAD_FILTER otherwise). An
 * attribute that is a list matches when one of its values does.
 */
export type AttributeFilter = {
  readonly equals?: InputMaybe<Scalars['AttributeValue']['input']>;
  readonly in?: InputMaybe<ReadonlyArray<Scalars['AttributeValue']['input']>>;
  readonly name: Scalars['String']['input'];
};

export type ChangeReason =
  /** Her interactions are others than before. */
  | 'INTERACTIONS'
  /** The server answers from another snapshot. */
  | 'SNAPSHOT';

/** A set of items whose interactions decide whether a recommendation is there. */
export type Counterfactual = {
  readonly __typename?: 'Counterfactual';
  readonly direction: CounterfactualDirection;
  /** Most influential first. */
  readonly items: ReadonlyArray<Item>;
  /** Whether every smaller set was tried and found not to do. */
  readonly minimal: Scalars['Boolean']['output'];
  /** Rank after; null when they are all that the user has. */
  readonly rankAfter?: Maybe<Scalars['Int']['output']>;
};

export type CounterfactualDirection =
  /** Items that the user would have to interact with, once each, for it to come among them. */
  | 'ADD'
  /** Interactions that would have to be gone for the item to leave the first 20. */
  | 'REMOVE';

/** What all of a user's interactions with one item do to the score of another. */
export type EdgeInfluence = {
  readonly __typename?: 'EdgeInfluence';
  /** Score minus scoreWithout: above zero when the interactions raised the score. */
  readonly influence: Scalars['Float']['output'];
  /** Oldest first. */
  readonly interactions: ReadonlyArray<Interaction>;
  /** The item that the user interacted with. */
  readonly item: Item;
  /** The rank then, among the same candidates; null without a rank, as when nothing else is left of the user. */
  readonly rankWithout?: Maybe<Scalars['Int']['output']>;
  /** The score had they never been propagated. */
  readonly scoreWithout: Scalars['Float']['output'];
};

export type EraseUserPayload = {
  readonly __typename?: 'EraseUserPayload';
  /** False when there was no such user. */
  readonly erased: Scalars['Boolean']['output'];
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The user's interactions on one item's score. */
export type Influence = {
  readonly __typename?: 'Influence';
  /**
   * The smallest set found of at most `maxSize` (1 to 100) items that would change whether this item is among the first 20:
   * interactions to REMOVE for one that is, items to ADD for one that is not. Recomputed and not estimated; null when there
   * is none, or the item may not be recommended.
   */
  readonly counterfactual?: Maybe<Counterfactual>;
  /** The interactions that do most to the score; `first` is 0 to 100. */
  readonly influences?: Maybe<ReadonlyArray<EdgeInfluence>>;
  readonly item: Item;
  /** Among what may be recommended to the user; null for an item that may not, such as one that she has. */
  readonly rank?: Maybe<Scalars['Int']['output']>;
  /** As things are; that of a recommendation, to rounding. */
  readonly score: Scalars['Float']['output'];
  /** MODEL: the snapshot's graph, propagated again without the interaction. FOLD_IN: newer interactions, items frozen. */
  readonly source: RecommendationSource;
};


/** The user's interactions on one item's score. */
export type InfluenceCounterfactualArgs = {
  maxSize?: InputMaybe<Scalars['Int']['input']>;
};


/** The user's interactions on one item's score. */
export type InfluenceInfluencesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InfluenceOrder>;
};

export type InfluenceOrder =
  /** Largest effect first, either way. */
  | 'ABSOLUTE'
  /** Only what lowered the score, most first. */
  | 'NEGATIVE'
  /** Only what raised the score, most first. */
  | 'POSITIVE';

export type Interaction = {
  readonly __typename?: 'Interaction';
  /** Null when the time is not known. */
  readonly at?: Maybe<Scalars['Timestamp']['output']>;
  readonly behavior: Scalars['String']['output'];
  readonly item: Item;
  readonly weight: Scalars['Float']['output'];
};

export type InteractionConnection = {
  readonly __typename?: 'InteractionConnection';
  readonly edges: ReadonlyArray<InteractionEdge>;
  readonly nodes: ReadonlyArray<Interaction>;
  readonly pageInfo: PageInfo;
};

export type InteractionEdge = {
  readonly __typename?: 'InteractionEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Interaction;
};

export type InteractionInput = {
  /** Absent: the time at which the server received it. */
  readonly at?: InputMaybe<Scalars['Timestamp']['input']>;
  readonly behavior: Scalars['String']['input'];
  readonly itemKey: Scalars['String']['input'];
  readonly userKey: Scalars['String']['input'];
  /** Above zero. */
  readonly weight: Scalars['Float']['input'];
};

/**
 * Title and attributes are those of the snapshot in recommendations, neighbors and interactions (no store is read for
 * them, and filters compare the same values), those of the store in `item`, `items`, `node` and `nodes`.
 */
export type Item = Node & {
  readonly __typename?: 'Item';
  /** The attribute of this name; null when the item has none. */
  readonly attribute?: Maybe<Scalars['AttributeValue']['output']>;
  /** All attributes, in ascending order of name. */
  readonly attributes?: Maybe<ReadonlyArray<Attribute>>;
  /**
   * The community of users and items that it was in when the snapshot was made; 0 is the largest. Null for an item without
   * interactions then, and where the snapshot has no communities.
   */
  readonly community?: Maybe<Scalars['Int']['output']>;
  readonly id: Scalars['ID']['output'];
  /** As given at import or in `recordInteractions`. */
  readonly key: Scalars['String']['output'];
  /** Items most like this one, itself excluded; ties by key. Empty where there is nothing to compare by. */
  readonly neighbors?: Maybe<ItemNeighborConnection>;
  /** Distinct users who interacted with it, as of the snapshot; null for an item that the snapshot does not know. */
  readonly popularity?: Maybe<Scalars['Int']['output']>;
  /** Null when the item has none. */
  readonly title?: Maybe<Scalars['String']['output']>;
};


/**
 * Title and attributes are those of the snapshot in recommendations, neighbors and interactions (no store is read for
 * them, and filters compare the same values), those of the store in `item`, `items`, `node` and `nodes`.
 */
export type ItemAttributeArgs = {
  name: Scalars['String']['input'];
};


/**
 * Title and attributes are those of the snapshot in recommendations, neighbors and interactions (no store is read for
 * them, and filters compare the same values), those of the store in `item`, `items`, `node` and `nodes`.
 */
export type ItemNeighborsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kind?: InputMaybe<NeighborKind>;
};

export type ItemConnection = {
  readonly __typename?: 'ItemConnection';
  readonly edges: ReadonlyArray<ItemEdge>;
  readonly nodes: ReadonlyArray<Item>;
  readonly pageInfo: PageInfo;
};

export type ItemEdge = {
  readonly __typename?: 'ItemEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Item;
};

export type ItemNeighborConnection = {
  readonly __typename?: 'ItemNeighborConnection';
  readonly edges: ReadonlyArray<ItemNeighborEdge>;
  readonly nodes: ReadonlyArray<Item>;
  readonly pageInfo: PageInfo;
};

export type ItemNeighborEdge = {
  readonly __typename?: 'ItemNeighborEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Item;
  /** Between -1 and 1. */
  readonly similarity: Scalars['Float']['output'];
};

/** A metric on held-out interactions, e.g. recall@20. */
export type Metric = {
  readonly __typename?: 'Metric';
  readonly name: Scalars['String']['output'];
  readonly value: Scalars['Float']['output'];
};

/** The snapshot that answers. */
export type Model = {
  readonly __typename?: 'Model';
  readonly components: ReadonlyArray<ModelComponent>;
  readonly counts: ModelCounts;
  readonly metrics: ReadonlyArray<Metric>;
  readonly trainedAt: Scalars['Timestamp']['output'];
  /** Changes with every training; later ones sort after earlier ones. */
  readonly version: Scalars['String']['output'];
};

/** A part of the model that scores by itself. */
export type ModelComponent = {
  readonly __typename?: 'ModelComponent';
  /** What scores it: `dot`, `popularity` … */
  readonly kind: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
};

export type ModelCounts = {
  readonly __typename?: 'ModelCounts';
  /** Distinct user–item pairs. */
  readonly interactions: Scalars['Int']['output'];
  readonly items: Scalars['Int']['output'];
  readonly users: Scalars['Int']['output'];
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Removes a user from the store, from every snapshot and from every cache. */
  readonly eraseUser?: Maybe<EraseUserPayload>;
  /**
   * Stores interactions and serves them at once, without retraining. At most 1,000 a call; all are stored or none: with
   * any entry in `userErrors` nothing was. Repeating a call whose entries all have a time changes nothing.
   */
  readonly recordInteractions?: Maybe<RecordInteractionsPayload>;
};


export type MutationEraseUserArgs = {
  key: Scalars['String']['input'];
};


export type MutationRecordInteractionsArgs = {
  input: ReadonlyArray<InteractionInput>;
};

export type NeighborKind =
  /** Cosine of the binary interaction rows: shared / sqrt(own × theirs). */
  | 'CO_INTERACTION'
  /** Cosine of the learned embeddings. */
  | 'EMBEDDING';

/** Anything with a global id. */
export type Node = {
  readonly id: Scalars['ID']['output'];
};

export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last edge, the `after` of the next page; null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether there is anything after this page. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether this page was asked for with `after`. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first edge; null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  readonly __typename?: 'Query';
  /** An item by the key given at import; null with ITEM_NOT_FOUND when there is none. */
  readonly item?: Maybe<Item>;
  /** Items known to the store, in ascending order of key; `search` keeps those whose title or key contains it, ignoring case. */
  readonly items?: Maybe<ItemConnection>;
  /** The snapshot that answers now; null before the first was published. */
  readonly model?: Maybe<Model>;
  /** The object with this global id; null when there is none. BAD_ID when the id is not one. */
  readonly node?: Maybe<Node>;
  /** The objects with these global ids, in order; null for those that do not exist. At most 100 (TOO_MANY_INPUTS). */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** A user by the key given at import; null with USER_NOT_FOUND when there is none. */
  readonly user?: Maybe<User>;
  /** Users known to the store, in ascending order of key. */
  readonly users?: Maybe<UserConnection>;
};


export type QueryItemArgs = {
  key: Scalars['String']['input'];
};


export type QueryItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  search?: InputMaybe<Scalars['String']['input']>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


export type QueryUserArgs = {
  key: Scalars['String']['input'];
};


export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type RecommendationConnection = {
  readonly __typename?: 'RecommendationConnection';
  readonly edges: ReadonlyArray<RecommendationEdge>;
  readonly nodes: ReadonlyArray<Item>;
  readonly pageInfo: PageInfo;
};

export type RecommendationEdge = {
  readonly __typename?: 'RecommendationEdge';
  /**
   * The smallest set found of at most `maxSize` (1 to 100) items without which this item would not be among the first 20,
   * recomputed and not estimated. Null when there is none, the item is not among them, she has no interaction, or the source
   * is POPULAR.
   */
  readonly counterfactual?: Maybe<Counterfactual>;
  readonly cursor: Scalars['String']['output'];
  /**
   * The interactions that do most to this score: exact, see docs/influence.md. `first` is 0 to 100. Null where the source
   * is POPULAR and where she has none.
   */
  readonly influences?: Maybe<ReadonlyArray<EdgeInfluence>>;
  readonly node: Item;
  /** 1 for the best, counted over all pages. */
  readonly rank: Scalars['Int']['output'];
  /** Comparable within one answer only: its scale is the model's, or a count of users where the source is POPULAR. */
  readonly score: Scalars['Float']['output'];
  readonly source: RecommendationSource;
};


export type RecommendationEdgeCounterfactualArgs = {
  maxSize?: InputMaybe<Scalars['Int']['input']>;
};


export type RecommendationEdgeInfluencesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: InputMaybe<InfluenceOrder>;
};

/** All conditions must hold. */
export type RecommendationFilter = {
  /** At most 20 conditions, each of at most 100 values. */
  readonly attributes?: InputMaybe<ReadonlyArray<AttributeFilter>>;
  /** Keys of items to leave out; at most 1,000. */
  readonly excludeItems?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Keep items that the user already interacted with. */
  readonly includeInteracted?: InputMaybe<Scalars['Boolean']['input']>;
  /** Fewest distinct users an item must have had in the snapshot. */
  readonly minPopularity?: InputMaybe<Scalars['Int']['input']>;
};

export type RecommendationSource =
  /** Newer interactions or attributes than the snapshot's, or a user it does not know, folded in at request time. */
  | 'FOLD_IN'
  /** Scored by the trained snapshot. */
  | 'MODEL'
  /** Neither interactions nor attributes to go by: most popular first. */
  | 'POPULAR';

export type RecommendationsChanged = {
  readonly __typename?: 'RecommendationsChanged';
  /** The latest, where several changes are told as one. */
  readonly reason: ChangeReason;
  readonly user: User;
};

/** `created`, `updated` and `unchanged` add up to the distinct interactions of the call. */
export type RecordInteractionsPayload = {
  readonly __typename?: 'RecordInteractionsPayload';
  readonly created: Scalars['Int']['output'];
  readonly unchanged: Scalars['Int']['output'];
  readonly updated: Scalars['Int']['output'];
  readonly userErrors: ReadonlyArray<UserError>;
  /** The users of the call, in the order of their first interaction, with their new revision. */
  readonly users: ReadonlyArray<User>;
};

/**
 * Answered as server-sent events at `/graphql/stream` and over WebSocket at `/graphql` (docs/api.md), never at the path of
 * queries. An event says that something changed and is answered as things are then; changes that come faster than they are
 * read are told as one.
 */
export type Subscription = {
  readonly __typename?: 'Subscription';
  /** A snapshot was swapped in. */
  readonly modelSwapped?: Maybe<Model>;
  /**
   * This user's recommendations may have changed: interactions were recorded or she was erased, through any server or
   * import, or a snapshot was swapped in. The user need not exist yet.
   */
  readonly recommendationsChanged?: Maybe<RecommendationsChanged>;
};


/**
 * Answered as server-sent events at `/graphql/stream` and over WebSocket at `/graphql` (docs/api.md), never at the path of
 * queries. An event says that something changed and is answered as things are then; changes that come faster than they are
 * read are told as one.
 */
export type SubscriptionRecommendationsChangedArgs = {
  userKey: Scalars['String']['input'];
};

export type User = Node & {
  readonly __typename?: 'User';
  /** What describes her by this name, as in `attributes`; null when nothing does. */
  readonly attribute?: Maybe<Scalars['AttributeValue']['output']>;
  /**
   * All that describes her now, in ascending order of name, whether it was learned from or not. Of users whom the snapshot
   * knows by a projection: what it learned from.
   */
  readonly attributes?: Maybe<ReadonlyArray<Attribute>>;
  /**
   * The community of users and items that she was in when the snapshot was made, by whom she shares items with; 0 is the
   * largest. Null for a user without interactions then, and where the snapshot has no communities.
   */
  readonly community?: Maybe<Scalars['Int']['output']>;
  readonly id: Scalars['ID']['output'];
  /**
   * What her interactions do to the score of any item, recommended or not. Null where her recommendations are POPULAR
   * and where she has none. ITEM_NOT_FOUND for an item that the snapshot does not know.
   */
  readonly influence?: Maybe<Influence>;
  /** Newest first; `behaviors` keeps those of the named behaviors, at most 100 of them. */
  readonly interactions?: Maybe<InteractionConnection>;
  /** As given at import or in `recordInteractions`. */
  readonly key: Scalars['String']['output'];
  /** Users most like this one, herself excluded; ties by key. Empty where there is nothing to compare by. */
  readonly neighbors?: Maybe<UserNeighborConnection>;
  /**
   * Best first, over the whole catalogue; items already interacted with are left out unless the filter asks for them.
   * SNAPSHOT_MISSING before the first snapshot was published.
   */
  readonly recommendations?: Maybe<RecommendationConnection>;
  /** Counts the changes of this user's interactions and of what describes her. */
  readonly revision: Scalars['Int']['output'];
};


export type UserAttributeArgs = {
  name: Scalars['String']['input'];
};


export type UserInfluenceArgs = {
  itemKey: Scalars['String']['input'];
};


export type UserInteractionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  behaviors?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type UserNeighborsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  kind?: InputMaybe<NeighborKind>;
};


export type UserRecommendationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<RecommendationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type UserConnection = {
  readonly __typename?: 'UserConnection';
  readonly edges: ReadonlyArray<UserEdge>;
  readonly nodes: ReadonlyArray<User>;
  readonly pageInfo: PageInfo;
};

export type UserEdge = {
  readonly __typename?: 'UserEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: User;
};

/** What was wrong with an input that was understood but refused. */
export type UserError = {
  readonly __typename?: 'UserError';
  /** Stable; see docs/errors.md. */
  readonly code: Scalars['String']['output'];
  /** Path into the input, e.g. ["input", "3", "weight"]. */
  readonly field?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  readonly message: Scalars['String']['output'];
};

export type UserNeighborConnection = {
  readonly __typename?: 'UserNeighborConnection';
  readonly edges: ReadonlyArray<UserNeighborEdge>;
  readonly nodes: ReadonlyArray<User>;
  readonly pageInfo: PageInfo;
};

export type UserNeighborEdge = {
  readonly __typename?: 'UserNeighborEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: User;
  /** Between -1 and 1. */
  readonly similarity: Scalars['Float']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;


export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;




/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( ItemSource )
    | ( UserSource )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Attribute: ResolverTypeWrapper<Attribute>;
  AttributeFilter: AttributeFilter;
  AttributeValue: ResolverTypeWrapper<Scalars['AttributeValue']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ChangeReason: ChangeReason;
  Counterfactual: ResolverTypeWrapper<Omit<Counterfactual, 'items'> & { items: ReadonlyArray<ResolversTypes['Item']> }>;
  CounterfactualDirection: CounterfactualDirection;
  EdgeInfluence: ResolverTypeWrapper<EdgeInfluenceSource>;
  EraseUserPayload: ResolverTypeWrapper<EraseUserPayload>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Influence: ResolverTypeWrapper<InfluenceSource>;
  InfluenceOrder: InfluenceOrder;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Interaction: ResolverTypeWrapper<Omit<Interaction, 'item'> & { item: ResolversTypes['Item'] }>;
  InteractionConnection: ResolverTypeWrapper<Omit<InteractionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['InteractionEdge']>, nodes: ReadonlyArray<ResolversTypes['Interaction']> }>;
  InteractionEdge: ResolverTypeWrapper<Omit<InteractionEdge, 'node'> & { node: ResolversTypes['Interaction'] }>;
  InteractionInput: InteractionInput;
  Item: ResolverTypeWrapper<ItemSource>;
  ItemConnection: ResolverTypeWrapper<Omit<ItemConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ItemEdge']>, nodes: ReadonlyArray<ResolversTypes['Item']> }>;
  ItemEdge: ResolverTypeWrapper<Omit<ItemEdge, 'node'> & { node: ResolversTypes['Item'] }>;
  ItemNeighborConnection: ResolverTypeWrapper<Omit<ItemNeighborConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['ItemNeighborEdge']>, nodes: ReadonlyArray<ResolversTypes['Item']> }>;
  ItemNeighborEdge: ResolverTypeWrapper<Omit<ItemNeighborEdge, 'node'> & { node: ResolversTypes['Item'] }>;
  Metric: ResolverTypeWrapper<Metric>;
  Model: ResolverTypeWrapper<Model>;
  ModelComponent: ResolverTypeWrapper<ModelComponent>;
  ModelCounts: ResolverTypeWrapper<ModelCounts>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  NeighborKind: NeighborKind;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecommendationConnection: ResolverTypeWrapper<Omit<RecommendationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['RecommendationEdge']>, nodes: ReadonlyArray<ResolversTypes['Item']> }>;
  RecommendationEdge: ResolverTypeWrapper<RecommendationEdgeSource>;
  RecommendationFilter: RecommendationFilter;
  RecommendationSource: RecommendationSource;
  RecommendationsChanged: ResolverTypeWrapper<Omit<RecommendationsChanged, 'user'> & { user: ResolversTypes['User'] }>;
  RecordInteractionsPayload: ResolverTypeWrapper<Omit<RecordInteractionsPayload, 'users'> & { users: ReadonlyArray<ResolversTypes['User']> }>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Timestamp: ResolverTypeWrapper<Scalars['Timestamp']['output']>;
  User: ResolverTypeWrapper<UserSource>;
  UserConnection: ResolverTypeWrapper<Omit<UserConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['UserEdge']>, nodes: ReadonlyArray<ResolversTypes['User']> }>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserError: ResolverTypeWrapper<UserError>;
  UserNeighborConnection: ResolverTypeWrapper<Omit<UserNeighborConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversTypes['UserNeighborEdge']>, nodes: ReadonlyArray<ResolversTypes['User']> }>;
  UserNeighborEdge: ResolverTypeWrapper<Omit<UserNeighborEdge, 'node'> & { node: ResolversTypes['User'] }>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Attribute: Attribute;
  AttributeFilter: AttributeFilter;
  AttributeValue: Scalars['AttributeValue']['output'];
  Boolean: Scalars['Boolean']['output'];
  Counterfactual: Omit<Counterfactual, 'items'> & { items: ReadonlyArray<ResolversParentTypes['Item']> };
  EdgeInfluence: EdgeInfluenceSource;
  EraseUserPayload: EraseUserPayload;
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  Influence: InfluenceSource;
  Int: Scalars['Int']['output'];
  Interaction: Omit<Interaction, 'item'> & { item: ResolversParentTypes['Item'] };
  InteractionConnection: Omit<InteractionConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['InteractionEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Interaction']> };
  InteractionEdge: Omit<InteractionEdge, 'node'> & { node: ResolversParentTypes['Interaction'] };
  InteractionInput: InteractionInput;
  Item: ItemSource;
  ItemConnection: Omit<ItemConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ItemEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Item']> };
  ItemEdge: Omit<ItemEdge, 'node'> & { node: ResolversParentTypes['Item'] };
  ItemNeighborConnection: Omit<ItemNeighborConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['ItemNeighborEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Item']> };
  ItemNeighborEdge: Omit<ItemNeighborEdge, 'node'> & { node: ResolversParentTypes['Item'] };
  Metric: Metric;
  Model: Model;
  ModelComponent: ModelComponent;
  ModelCounts: ModelCounts;
  Mutation: Record<PropertyKey, never>;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Query: Record<PropertyKey, never>;
  RecommendationConnection: Omit<RecommendationConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['RecommendationEdge']>, nodes: ReadonlyArray<ResolversParentTypes['Item']> };
  RecommendationEdge: RecommendationEdgeSource;
  RecommendationFilter: RecommendationFilter;
  RecommendationsChanged: Omit<RecommendationsChanged, 'user'> & { user: ResolversParentTypes['User'] };
  RecordInteractionsPayload: Omit<RecordInteractionsPayload, 'users'> & { users: ReadonlyArray<ResolversParentTypes['User']> };
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  Timestamp: Scalars['Timestamp']['output'];
  User: UserSource;
  UserConnection: Omit<UserConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['UserEdge']>, nodes: ReadonlyArray<ResolversParentTypes['User']> };
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserError: UserError;
  UserNeighborConnection: Omit<UserNeighborConnection, 'edges' | 'nodes'> & { edges: ReadonlyArray<ResolversParentTypes['UserNeighborEdge']>, nodes: ReadonlyArray<ResolversParentTypes['User']> };
  UserNeighborEdge: Omit<UserNeighborEdge, 'node'> & { node: ResolversParentTypes['User'] };
};

export type AttributeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Attribute'] = ResolversParentTypes['Attribute']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['AttributeValue'], ParentType, ContextType>;
};

export interface AttributeValueScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['AttributeValue'], any> {
  name: 'AttributeValue';
}

export type CounterfactualResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Counterfactual'] = ResolversParentTypes['Counterfactual']> = {
  direction?: Resolver<ResolversTypes['CounterfactualDirection'], ParentType, ContextType>;
  items?: Resolver<ReadonlyArray<ResolversTypes['Item']>, ParentType, ContextType>;
  minimal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rankAfter?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type EdgeInfluenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EdgeInfluence'] = ResolversParentTypes['EdgeInfluence']> = {
  influence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  interactions?: Resolver<ReadonlyArray<ResolversTypes['Interaction']>, ParentType, ContextType>;
  item?: Resolver<ResolversTypes['Item'], ParentType, ContextType>;
  rankWithout?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  scoreWithout?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type EraseUserPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['EraseUserPayload'] = ResolversParentTypes['EraseUserPayload']> = {
  erased?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type InfluenceResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Influence'] = ResolversParentTypes['Influence']> = {
  counterfactual?: Resolver<Maybe<ResolversTypes['Counterfactual']>, ParentType, ContextType, RequireFields<InfluenceCounterfactualArgs, 'maxSize'>>;
  influences?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EdgeInfluence']>>, ParentType, ContextType, RequireFields<InfluenceInfluencesArgs, 'first' | 'orderBy'>>;
  item?: Resolver<ResolversTypes['Item'], ParentType, ContextType>;
  rank?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['RecommendationSource'], ParentType, ContextType>;
};

export type InteractionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Interaction'] = ResolversParentTypes['Interaction']> = {
  at?: Resolver<Maybe<ResolversTypes['Timestamp']>, ParentType, ContextType>;
  behavior?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  item?: Resolver<ResolversTypes['Item'], ParentType, ContextType>;
  weight?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type InteractionConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionConnection'] = ResolversParentTypes['InteractionConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InteractionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Interaction']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type InteractionEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['InteractionEdge'] = ResolversParentTypes['InteractionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Interaction'], ParentType, ContextType>;
};

export type ItemResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Item'] = ResolversParentTypes['Item']> = {
  attribute?: Resolver<Maybe<ResolversTypes['AttributeValue']>, ParentType, ContextType, RequireFields<ItemAttributeArgs, 'name'>>;
  attributes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Attribute']>>, ParentType, ContextType>;
  community?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  neighbors?: Resolver<Maybe<ResolversTypes['ItemNeighborConnection']>, ParentType, ContextType, RequireFields<ItemNeighborsArgs, 'first' | 'kind'>>;
  popularity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  title?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ItemConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ItemConnection'] = ResolversParentTypes['ItemConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ItemEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Item']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ItemEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ItemEdge'] = ResolversParentTypes['ItemEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Item'], ParentType, ContextType>;
};

export type ItemNeighborConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ItemNeighborConnection'] = ResolversParentTypes['ItemNeighborConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ItemNeighborEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Item']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ItemNeighborEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ItemNeighborEdge'] = ResolversParentTypes['ItemNeighborEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Item'], ParentType, ContextType>;
  similarity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type MetricResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Metric'] = ResolversParentTypes['Metric']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ModelResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Model'] = ResolversParentTypes['Model']> = {
  components?: Resolver<ReadonlyArray<ResolversTypes['ModelComponent']>, ParentType, ContextType>;
  counts?: Resolver<ResolversTypes['ModelCounts'], ParentType, ContextType>;
  metrics?: Resolver<ReadonlyArray<ResolversTypes['Metric']>, ParentType, ContextType>;
  trainedAt?: Resolver<ResolversTypes['Timestamp'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ModelComponentResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ModelComponent'] = ResolversParentTypes['ModelComponent']> = {
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ModelCountsResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['ModelCounts'] = ResolversParentTypes['ModelCounts']> = {
  interactions?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  items?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  users?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  eraseUser?: Resolver<Maybe<ResolversTypes['EraseUserPayload']>, ParentType, ContextType, RequireFields<MutationEraseUserArgs, 'key'>>;
  recordInteractions?: Resolver<Maybe<ResolversTypes['RecordInteractionsPayload']>, ParentType, ContextType, RequireFields<MutationRecordInteractionsArgs, 'input'>>;
};

export type NodeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Item' | 'User', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  item?: Resolver<Maybe<ResolversTypes['Item']>, ParentType, ContextType, RequireFields<QueryItemArgs, 'key'>>;
  items?: Resolver<Maybe<ResolversTypes['ItemConnection']>, ParentType, ContextType, RequireFields<QueryItemsArgs, 'first'>>;
  model?: Resolver<Maybe<ResolversTypes['Model']>, ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'key'>>;
  users?: Resolver<Maybe<ResolversTypes['UserConnection']>, ParentType, ContextType, RequireFields<QueryUsersArgs, 'first'>>;
};

export type RecommendationConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RecommendationConnection'] = ResolversParentTypes['RecommendationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RecommendationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Item']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RecommendationEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RecommendationEdge'] = ResolversParentTypes['RecommendationEdge']> = {
  counterfactual?: Resolver<Maybe<ResolversTypes['Counterfactual']>, ParentType, ContextType, RequireFields<RecommendationEdgeCounterfactualArgs, 'maxSize'>>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  influences?: Resolver<Maybe<ReadonlyArray<ResolversTypes['EdgeInfluence']>>, ParentType, ContextType, RequireFields<RecommendationEdgeInfluencesArgs, 'first' | 'orderBy'>>;
  node?: Resolver<ResolversTypes['Item'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['RecommendationSource'], ParentType, ContextType>;
};

export type RecommendationsChangedResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RecommendationsChanged'] = ResolversParentTypes['RecommendationsChanged']> = {
  reason?: Resolver<ResolversTypes['ChangeReason'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type RecordInteractionsPayloadResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['RecordInteractionsPayload'] = ResolversParentTypes['RecordInteractionsPayload']> = {
  created?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unchanged?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  users?: Resolver<ReadonlyArray<ResolversTypes['User']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  modelSwapped?: SubscriptionResolver<Maybe<ResolversTypes['Model']>, "modelSwapped", ParentType, ContextType>;
  recommendationsChanged?: SubscriptionResolver<Maybe<ResolversTypes['RecommendationsChanged']>, "recommendationsChanged", ParentType, ContextType, RequireFields<SubscriptionRecommendationsChangedArgs, 'userKey'>>;
};

export interface TimestampScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Timestamp'], any> {
  name: 'Timestamp';
}

export type UserResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User']> = {
  attribute?: Resolver<Maybe<ResolversTypes['AttributeValue']>, ParentType, ContextType, RequireFields<UserAttributeArgs, 'name'>>;
  attributes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Attribute']>>, ParentType, ContextType>;
  community?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  influence?: Resolver<Maybe<ResolversTypes['Influence']>, ParentType, ContextType, RequireFields<UserInfluenceArgs, 'itemKey'>>;
  interactions?: Resolver<Maybe<ResolversTypes['InteractionConnection']>, ParentType, ContextType, RequireFields<UserInteractionsArgs, 'first'>>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  neighbors?: Resolver<Maybe<ResolversTypes['UserNeighborConnection']>, ParentType, ContextType, RequireFields<UserNeighborsArgs, 'first' | 'kind'>>;
  recommendations?: Resolver<Maybe<ResolversTypes['RecommendationConnection']>, ParentType, ContextType, RequireFields<UserRecommendationsArgs, 'first'>>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UserEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UserErrorResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type UserNeighborConnectionResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserNeighborConnection'] = ResolversParentTypes['UserNeighborConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UserNeighborEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type UserNeighborEdgeResolvers<ContextType = RequestContext, ParentType extends ResolversParentTypes['UserNeighborEdge'] = ResolversParentTypes['UserNeighborEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  similarity?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type Resolvers<ContextType = RequestContext> = {
  Attribute?: AttributeResolvers<ContextType>;
  AttributeValue?: GraphQLScalarType;
  Counterfactual?: CounterfactualResolvers<ContextType>;
  EdgeInfluence?: EdgeInfluenceResolvers<ContextType>;
  EraseUserPayload?: EraseUserPayloadResolvers<ContextType>;
  Influence?: InfluenceResolvers<ContextType>;
  Interaction?: InteractionResolvers<ContextType>;
  InteractionConnection?: InteractionConnectionResolvers<ContextType>;
  InteractionEdge?: InteractionEdgeResolvers<ContextType>;
  Item?: ItemResolvers<ContextType>;
  ItemConnection?: ItemConnectionResolvers<ContextType>;
  ItemEdge?: ItemEdgeResolvers<ContextType>;
  ItemNeighborConnection?: ItemNeighborConnectionResolvers<ContextType>;
  ItemNeighborEdge?: ItemNeighborEdgeResolvers<ContextType>;
  Metric?: MetricResolvers<ContextType>;
  Model?: ModelResolvers<ContextType>;
  ModelComponent?: ModelComponentResolvers<ContextType>;
  ModelCounts?: ModelCountsResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecommendationConnection?: RecommendationConnectionResolvers<ContextType>;
  RecommendationEdge?: RecommendationEdgeResolvers<ContextType>;
  RecommendationsChanged?: RecommendationsChangedResolvers<ContextType>;
  RecordInteractionsPayload?: RecordInteractionsPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Timestamp?: GraphQLScalarType;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  UserNeighborConnection?: UserNeighborConnectionResolvers<ContextType>;
  UserNeighborEdge?: UserNeighborEdgeResolvers<ContextType>;
};

