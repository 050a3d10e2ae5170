/** A request that was answered, or whose client went before it was. */
export interface EndedRequest {
  readonly requestId: string;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  /** From its head to its answer. */
  readonly milliseconds: number;
  readonly operationName: string | undefined;
  readonly errorCodes: ReadonlySet<string>;
  readonly isAbandoned: boolean;
}

/** What telemetry is told while requests are served. Called on the request's path: do little, throw nothing. */
export interface ServerObserver {
  /** A request has come to the GraphQL endpoint; `requestEnded` follows, for this path as for any other. */
  requestStarted?(): void;
  requestEnded?(request: EndedRequest): void;
  /** One look into a cache, by its name: `top-k`, `influences`, `compiled-operations`. */
  cacheLookedUp?(cache: string, isHit: boolean): void;
  snapshotServed?(version: string): void;
}

/** Tells each of several. */
export function tellAll(observers: readonly ServerObserver[]): Required<ServerObserver> {
  return {
    requestStarted: () => observers.forEach((observer) => observer.requestStarted?.()),
    requestEnded: (request) => observers.forEach((observer) => observer.requestEnded?.(request)),
    cacheLookedUp: (cache, isHit) => observers.forEach((observer) => observer.cacheLookedUp?.(cache, isHit)),
    snapshotServed: (version) => observers.forEach((observer) => observer.snapshotServed?.(version)),
  };
}
