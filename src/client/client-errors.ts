/** One entry of `errors` in an answer. */
export interface ApiError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>> & {
    /** Stable; see docs/errors.md. */
    readonly code?: string;
  };
}

/** The server answered, and not with all that was asked for. */
export class ResponseError extends Error {
  override readonly name: string = 'ResponseError';
  readonly status: number;
  /** Empty where the answer was none of the API's, such as a proxy's. */
  readonly errors: readonly ApiError[];
  /** What there is beside the errors. */
  readonly data: unknown;
  /** By which the server's log knows the request. */
  readonly requestId: string | undefined;
  /** What `retry-after` said. */
  readonly retryAfterSeconds: number | undefined;

  constructor(answer: Pick<ResponseError, 'status' | 'errors' | 'data' | 'requestId' | 'retryAfterSeconds'>) {
    const [first] = answer.errors;
    super(first === undefined ? `The server answered ${answer.status}.` : first.message);
    this.status = answer.status;
    this.errors = answer.errors;
    this.data = answer.data;
    this.requestId = answer.requestId;
    this.retryAfterSeconds = answer.retryAfterSeconds;
  }

  /** The code of the first error: `USER_NOT_FOUND`, `RATE_LIMITED` …; undefined where there is none. */
  get code(): string | undefined {
    return this.errors[0]?.extensions?.code;
  }
}

/** No answer came; `cause` says why. */
export class NetworkError extends Error {
  override readonly name: string = 'NetworkError';
}

/** No answer came in time. */
export class TimeoutError extends Error {
  override readonly name: string = 'TimeoutError';
}
