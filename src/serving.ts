/**
 * The part of Edgewise that answers: stores, snapshots, recommenders and the GraphQL server. Nothing here loads
 * TensorFlow or anything that trains.
 *
 * @module
 */
export { ERRORS, type ErrorCode, type ErrorEntry } from './core/error-catalogue.js';
export { EdgewiseError, isEdgewiseError, type EdgewiseErrorOptions, type ErrorPlace } from './core/errors.js';
export type { Logger } from './core/log.js';

export type {
  AttributeValue,
  InteractionRecord,
  InteractionStore,
  ItemRecord,
  StoreStats,
  UpsertSummary,
  UserProfile,
  UserRecord,
} from './store/interaction-store.js';
export { openStore } from './store/open-store.js';
export type { OpenStoreOptions } from './store/open-store-options.js';

export type { Component, SnapshotContents } from './snapshot/contents.js';
export type { ListedVersion } from './snapshot/list-versions.js';
export type { SnapshotManifest } from './snapshot/manifest.js';
export { SnapshotDirectory } from './snapshot/snapshot-directory.js';
export type { Snapshot } from './snapshot/snapshot.js';

export { createRecommender } from './recommend/create-recommender.js';
export type {
  Neighbor,
  RankedPage,
  Recommendation,
  RecommendationFilter,
  RecommendationPage,
  RecommendationRequest,
  RecommendationSource,
  Recommender,
  UserView,
} from './recommend/request.js';
export { resolveUserViews } from './recommend/resolve-user-views.js';

export { startServer, type RunningServer } from './graphql/create-server.js';
export type { EndedRequest, ServerObserver } from './graphql/observer.js';
export type { AdminAddress, ServerOptions } from './graphql/server-options.js';
export type { ThreadOptions } from './graphql/computing/thread-choice.js';
export type { RateLimit } from './graphql/limits/rate-limiter.js';
export type { ServerLimits } from './graphql/limits/server-limits.js';
export type { AccessOptions } from './graphql/access/access-control.js';
export type { Scope } from './graphql/access/client.js';
export {
  createKey,
  revokeKey,
  rotateKey,
  type CreatedKey,
  type KeyRequest,
} from './graphql/access/keys/administer-keys.js';
export type { ApiKey } from './graphql/access/keys/api-key.js';
export type { TokenOptions } from './graphql/access/tokens/token-verifier.js';
export type { DocumentOptions } from './graphql/documents/document-policy.js';
