import v8 from 'node:v8';
import { ERRORS, type ErrorCode } from '../../../core/error-catalogue.js';
import { EdgewiseError, isEdgewiseError, type ErrorPlace } from '../../../core/errors.js';
import type { CallName, StreamName } from '../store-link.js';
import { frame } from './frames.js';

/** What a client asks. A stream is opened, then pulled one batch at a time, so that a slow reader holds the rest back. */
export type Request =
  | { readonly id: number; readonly kind: 'call'; readonly name: CallName; readonly parameters: readonly unknown[] }
  | { readonly id: number; readonly kind: 'open'; readonly name: StreamName; readonly parameters: readonly unknown[] }
  | { readonly id: number; readonly kind: 'pull' }
  | { readonly id: number; readonly kind: 'drop' };

/** The answer to a call, an open or a pull. */
export type Reply =
  | { readonly id: number; readonly kind: 'value'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'end' }
  | { readonly id: number; readonly kind: 'error'; readonly error: SentError };

export interface SentError {
  readonly code: string;
  readonly message: string;
  readonly place: ErrorPlace;
  readonly cure: string;
}

/** V8's own format keeps typed arrays, `undefined` and every number as they are, faster than JSON. */
export function encodeMessage(message: Request | Reply): Buffer {
  return frame(v8.serialize(message));
}

export function decodeMessage(payload: Buffer): unknown {
  return v8.deserialize(payload);
}

/** The first frame of a connection, in JSON, so that processes of any version can tell that they differ. */
export function greeting(): string {
  return JSON.stringify({ protocol: 'edgewise-store', version: 1, serialization: v8.serialize(null)[1] });
}

export function sentError(error: unknown): SentError {
  const { code, message, place, cure } = isEdgewiseError(error)
    ? error
    : new EdgewiseError('INTERNAL', 'The process that holds the store failed.');
  return { code, message, place, cure };
}

export function receivedError({ code, message, place, cure }: SentError): EdgewiseError {
  return new EdgewiseError(code in ERRORS ? (code as ErrorCode) : 'INTERNAL', message, { place, cure });
}
