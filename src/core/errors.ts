import { ERRORS, type ErrorCode } from './error-catalogue.js';

/** Where an error happened: what a person needs to find the place. */
export interface ErrorPlace {
  readonly file?: string;
  /** 1-based. */
  readonly line?: number;
  readonly field?: string;
  readonly setting?: string;
}

export interface EdgewiseErrorOptions {
  readonly place?: ErrorPlace;
  /** Replaces the catalogue's cure where the caller knows a better one. */
  readonly cure?: string;
  readonly cause?: unknown;
}

/**
 * The one error class. `code` is stable and listed in docs/errors.md; `message` says what was wrong and where,
 * `cure` what to do. Nothing secret may enter a message; the catalogue says which are shown to API clients.
 */
export class EdgewiseError extends Error {
  override readonly name = 'EdgewiseError';
  readonly code: ErrorCode;
  readonly place: ErrorPlace;
  readonly cure: string;

  constructor(code: ErrorCode, message: string, options: EdgewiseErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.place = options.place ?? {};
    this.cure = options.cure ?? ERRORS[code].cure;
  }

  /** The exit code of a command that ends with this error. */
  get exitCode(): number {
    return ERRORS[this.code].exitCode;
  }

  /** What may be shown to a client of the API beside the code; undefined where not even the code may. */
  get publicMessage(): string | undefined {
    const { public: isPublic, when } = ERRORS[this.code];
    if (isPublic === false) return undefined;
    return isPublic === 'code' ? when : this.message;
  }
}

/** `file:line (field)` or as much of it as is known; empty when nothing is. */
export function describePlace(place: ErrorPlace): string {
  const position = [place.file, place.line].filter((part) => part !== undefined).join(':');
  const detail = place.field ?? place.setting;
  return [position, detail === undefined ? '' : `(${detail})`].filter(Boolean).join(' ');
}

export function isEdgewiseError(error: unknown, code?: ErrorCode): error is EdgewiseError {
  return error instanceof EdgewiseError && (code === undefined || error.code === code);
}
