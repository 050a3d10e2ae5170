import type { ErrorCode } from '../../core/error-catalogue.js';
import { EdgewiseError, isEdgewiseError } from '../../core/errors.js';

/** Grafeo's stable codes stand in its messages: https://grafeo.dev (error codes). */
const GRAFEO_CODE = /GRAFEO-[A-Z]\d{3}/;
/** What a full disk, a quota and a file size limit say. */
const NO_ROOM = /No space left|Disk quota exceeded|File too large/;
const NOT_READABLE = /Permission denied|Read-only file system/;

/** Conflict with another writer, time-out, failed validation, deadlock: nothing was written and a retry may pass. */
const RETRYABLE = new Set(['GRAFEO-T001', 'GRAFEO-T002', 'GRAFEO-T005', 'GRAFEO-T006']);
const DAMAGE = new Set(['GRAFEO-S002', 'GRAFEO-S003', 'GRAFEO-X002', 'GRAFEO-V001']);

/** Whether the transaction may be run again as it is. */
export function isConflict(error: unknown): boolean {
  return RETRYABLE.has(grafeoCode(error));
}

/** What is wrong with the text of a query, its values or parameters: its message, and the line where one is named. */
export function queryFault(
  error: unknown,
): { readonly message: string; readonly line: number | undefined } | undefined {
  const code = grafeoCode(error);
  if (!code.startsWith('GRAFEO-Q') || code === 'GRAFEO-Q004') return undefined;
  const [message = ''] = messageOf(error).split('\n');
  const line = /--> query:(\d+)/.exec(messageOf(error))?.[1];
  return { message: message.replace(/^.*GRAFEO-Q\d+: /, ''), line: line === undefined ? undefined : Number(line) };
}

/** Whether another process, or this one, has the database open. */
export function isLocked(error: unknown): boolean {
  return /cannot be locked|locked by another process|database locked/.test(messageOf(error));
}

/** What opening the file threw, with a code of ours. */
export function openingError(error: unknown, file: string): EdgewiseError {
  const fail = (code: ErrorCode, what: string): EdgewiseError => new EdgewiseError(code, what, { cause: error });
  if (NO_ROOM.test(messageOf(error))) return fail('DISK_FULL', `No room left to open the store at ${file}.`);
  if (NOT_READABLE.test(messageOf(error))) return fail('STORE_UNAVAILABLE', `The store at ${file} may not be written.`);
  if (DAMAGE.has(grafeoCode(error)))
    return fail('STORE_CORRUPT', `The store at ${file} is damaged or no store at all.`);
  return fail('STORE_UNAVAILABLE', `The store at ${file} cannot be opened.`);
}

/** What a statement or commit threw, with a code of ours; errors of ours pass through. */
export function runningError(error: unknown, doing: string): EdgewiseError {
  if (isEdgewiseError(error)) return error;
  const fail = (code: ErrorCode, what: string): EdgewiseError => new EdgewiseError(code, what, { cause: error });
  const code = grafeoCode(error);
  if (code === 'GRAFEO-S001' || NO_ROOM.test(messageOf(error))) {
    return fail('DISK_FULL', 'The disk of the store has no room left; nothing of the call was kept.');
  }
  if (code === 'GRAFEO-S002') return fail('STORE_CORRUPT', 'The store is damaged.');
  if (isConflict(error)) return fail('STORE_UNAVAILABLE', 'Other writers kept getting in the way.');
  return fail('INTERNAL', `The embedded store failed at ${doing}.`);
}

function grafeoCode(error: unknown): string {
  return GRAFEO_CODE.exec(messageOf(error))?.[0] ?? '';
}

/** The engine's own words, also when an error of ours stands around them. */
function messageOf(error: unknown): string {
  const own = isEdgewiseError(error) ? error.cause : error;
  return own instanceof Error ? own.message : String(own);
}
