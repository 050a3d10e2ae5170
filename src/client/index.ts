/**
 * A client of the GraphQL API: typed operations, sent by their hash, and a small `fetch` client for them. Runs in Node and
 * in browsers. The documents fit Apollo Client, urql and whatever else takes a `TypedDocumentNode`; docs/client.md shows
 * how.
 *
 * ```ts
 * const client = createClient({ url: 'https://recommend.example/graphql', credential: apiKey });
 * const { user } = await client.request(RecommendationsDocument, { userKey: 'ann', first: 5 });
 * ```
 *
 * @module
 */
export * from './generated/operations.js';
export { NetworkError, ResponseError, TimeoutError, type ApiError } from './client-errors.js';
export {
  createClient,
  type Answer,
  type ClientOptions,
  type EdgewiseClient,
  type RequestOptions,
} from './create-client.js';
export { documentHash } from './document-hash.js';
