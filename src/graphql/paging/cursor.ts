import { crc32 } from 'node:zlib';
import { EdgewiseError } from '../../core/errors.js';

export type CursorPart = string | number;

const VERSION = 1;
const HEADER_BYTES = 5;
/** Two keys of 512 bytes, every byte escaped, fit in it. */
const LONGEST = 8192;

/**
 * An opaque cursor: base64url of a version byte, the CRC-32 of the rest, and JSON `[kind, ...parts]`.
 * `kind` names the field that makes it, so that no field takes another's. The checksum tells an altered or truncated
 * cursor; it is not a signature, and need not be: whatever a cursor says, it only names a place in an order.
 */
export function encodeCursor(kind: string, parts: readonly CursorPart[]): string {
  const payload = Buffer.from(JSON.stringify([kind, ...parts]), 'utf8');
  const bytes = Buffer.allocUnsafe(HEADER_BYTES + payload.length);
  bytes[0] = VERSION;
  bytes.writeUInt32BE(crc32(payload), 1);
  payload.copy(bytes, HEADER_BYTES);
  return bytes.toString('base64url');
}

/** The parts of a cursor that `encodeCursor` made for this kind; BAD_CURSOR for anything else. */
export function decodeCursor(kind: string, cursor: string): readonly CursorPart[] {
  const [foundKind, ...parts] = readPayload(cursor) ?? [];
  if (foundKind !== kind) throw badCursor();
  return parts;
}

export function badCursor(): EdgewiseError {
  return new EdgewiseError('BAD_CURSOR', '`after` is not a cursor that this field made.');
}

function readPayload(cursor: string): readonly CursorPart[] | undefined {
  if (cursor.length > LONGEST) return undefined;
  const bytes = Buffer.from(cursor, 'base64url');
  // Node skips characters outside the alphabet: only the exact spelling is a cursor.
  if (bytes.length <= HEADER_BYTES || bytes.toString('base64url') !== cursor) return undefined;
  const payload = bytes.subarray(HEADER_BYTES);
  if (bytes[0] !== VERSION || bytes.readUInt32BE(1) !== crc32(payload)) return undefined;
  return parseParts(payload.toString('utf8'));
}

function parseParts(json: string): readonly CursorPart[] | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return Array.isArray(value) && value.every(isPart) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isPart(value: unknown): value is CursorPart {
  return typeof value === 'string' || Number.isFinite(value);
}
