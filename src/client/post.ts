import { type ApiError, NetworkError, TimeoutError } from './client-errors.js';

export interface PostOptions {
  readonly url: string;
  readonly fetch: typeof fetch;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMilliseconds: number;
  readonly signal: AbortSignal | undefined;
}

export interface PostedAnswer {
  readonly status: number;
  readonly data: unknown;
  readonly errors: readonly ApiError[];
  /** Whether the body was an answer of GraphQL. */
  readonly isGraphql: boolean;
  readonly cost: number | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
}

/** One POST and its answer, whatever its status. Errors: NetworkError, TimeoutError, and the reason of the caller's signal. */
export async function post(body: object, options: PostOptions): Promise<PostedAnswer> {
  const timeout = AbortSignal.timeout(options.timeoutMilliseconds);
  const signal = options.signal === undefined ? timeout : AbortSignal.any([options.signal, timeout]);
  try {
    const response = await options.fetch(options.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...options.headers,
      },
      body: JSON.stringify(body),
      signal,
    });
    return { ...parse(await response.text()), ...headOf(response) };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (timeout.aborted)
      throw new TimeoutError(`No answer within ${options.timeoutMilliseconds} ms.`, { cause: error });
    throw new NetworkError('The server cannot be reached.', { cause: error });
  }
}

function headOf({ status, headers }: Response): Pick<PostedAnswer, 'status' | 'requestId' | 'retryAfterSeconds'> {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return {
    status,
    requestId: headers.get('x-request-id') ?? undefined,
    retryAfterSeconds: Number.isFinite(seconds) ? seconds : undefined,
  };
}

function parse(text: string): Pick<PostedAnswer, 'data' | 'errors' | 'isGraphql' | 'cost'> {
  const { data, errors, extensions } = jsonObject(text);
  return {
    data,
    errors: Array.isArray(errors) ? (errors as ApiError[]) : [],
    isGraphql: data !== undefined || Array.isArray(errors),
    cost: (extensions as { cost?: { rows?: number } } | undefined)?.cost?.rows,
  };
}

function jsonObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {}; // a proxy's page
  }
}
