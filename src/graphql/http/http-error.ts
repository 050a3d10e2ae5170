import type { ErrorCode } from '../../core/error-catalogue.js';

/** A request that HTTP alone refuses, before GraphQL sees it. */
export class HttpError extends Error {
  override readonly name = 'HttpError';
  readonly status: number;
  /** A code of ours, or Apollo's name for a request that is not well formed. */
  readonly code: ErrorCode | 'BAD_REQUEST';
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: ErrorCode | 'BAD_REQUEST',
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export function methodNotAllowed(allowed: string): HttpError {
  return new HttpError(405, 'BAD_REQUEST', `Use ${allowed}.`, { allow: allowed });
}
