/** What one request may ask of the server. docs/api.md lists these; every server starts with the defaults. */
export interface ServerLimits {
  /** Largest body of a request. */
  readonly bodyBytes: number;
  /** Lexical tokens of a query document. */
  readonly tokens: number;
  /** Fields within fields, fragments expanded; introspection is limited by graphql-js instead. */
  readonly depth: number;
  /** Fields with an alias in one operation, fragments expanded. */
  readonly aliases: number;
  /** Fields of the root type in one operation, fragments expanded. */
  readonly rootFields: number;
  /** Directives in one operation, fragments expanded. */
  readonly directives: number;
  /** Rows that one operation may return, see operation-cost.ts. */
  readonly cost: number;
  /** Entries of a list in the variables of a request: more than any argument takes, so that those say what they take. */
  readonly listEntries: number;
  /** Values in the variables of a request, lists and objects included. */
  readonly variableValues: number;
  /** Fields, selections and types that introspection and fragments may lead to in one operation. */
  readonly recursiveSelections: number;
  /** Errors shown of a query that does not fit the schema, and of variables that do not fit the query. */
  readonly errors: number;
  /** Time for the headers of a request to arrive. */
  readonly headersMilliseconds: number;
  /** Time for a whole request to arrive. */
  readonly requestMilliseconds: number;
  /** How long an idle connection stays open; longer than the minute that load balancers wait. */
  readonly keepAliveMilliseconds: number;
  /** Connections at a time; more are not accepted. */
  readonly connections: number;
  /** Requests that are worked on at a time; others wait. */
  readonly concurrency: number;
  /** Requests that wait at a time; more are refused with 503. */
  readonly queue: number;
  /** How long a request may have waited when its turn comes; one that waited longer is refused with 503. */
  readonly queueMilliseconds: number;
  /** How long, once the server stops, requests are still answered that come on connections which are open. */
  readonly graceMilliseconds: number;
  /** How long `close` waits for running requests. */
  readonly drainMilliseconds: number;
}

export const DEFAULT_LIMITS: ServerLimits = {
  bodyBytes: 100 * 1024,
  tokens: 1000,
  depth: 12,
  aliases: 30,
  rootFields: 20,
  directives: 50,
  cost: 10_000,
  listEntries: 2000,
  variableValues: 10_000,
  recursiveSelections: 10_000,
  errors: 5,
  headersMilliseconds: 10_000,
  requestMilliseconds: 30_000,
  keepAliveMilliseconds: 65_000,
  connections: 10_000,
  concurrency: 64,
  queue: 512,
  queueMilliseconds: 5000,
  graceMilliseconds: 500,
  drainMilliseconds: 10_000,
};
