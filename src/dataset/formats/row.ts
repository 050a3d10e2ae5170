import type { ErrorCode } from '../../core/error-catalogue.js';
import type { InteractionRecord, ItemRecord, UserProfile } from '../../store/interaction-store.js';

/** Why one line was not taken. */
export type RowCode = Extract<ErrorCode, `ROW_${string}`>;

/** A line that was not taken, with what a person needs to mend it. */
export interface Rejection {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  readonly code: RowCode;
  readonly reason: string;
  /** The line itself, at most 200 characters of it. */
  readonly text: string;
}

/** What a format makes of its input. */
export type Row =
  | { readonly kind: 'interaction'; readonly record: InteractionRecord }
  | { readonly kind: 'item'; readonly record: ItemRecord }
  | { readonly kind: 'user'; readonly record: UserProfile }
  | { readonly kind: 'rejected'; readonly rejection: Rejection };

/** Some rows of one file, in its order. */
export interface RowBlock {
  readonly rows: readonly Row[];
  /** How many lines of this block hold rows, rejected ones included: blank lines and headers do not count. A line may give several rows. */
  readonly lines: number;
  /** Bytes of the file read from disk so far. */
  readonly read: number;
}

/** A file and what its format makes of it; nothing is read before the blocks are asked for. */
export interface RowFile {
  readonly path: string;
  readonly blocks: AsyncIterable<RowBlock>;
}

/** Some rows of a source, and how far reading has come since its start. */
export interface RowChunk {
  readonly rows: readonly Row[];
  /** Lines that hold rows, as in RowBlock. */
  readonly lines: number;
  readonly bytes: number;
  /** 0 for a source that is not read from disk. */
  readonly totalBytes: number;
}

/** Thrown and caught inside a format: this line is not taken, the next one may be. */
export class RowError extends Error {
  override readonly name = 'RowError';
  readonly code: RowCode;

  constructor(code: RowCode, reason: string) {
    super(reason);
    this.code = code;
  }
}

const TEXT_LIMIT = 200;

/** The rejected row for a line and what was wrong with it. */
export function rejected(file: string, line: number, text: string, error: RowError): Row {
  const start = text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT - 1)}…` : text;
  return { kind: 'rejected', rejection: { file, line, code: error.code, reason: error.message, text: start } };
}
