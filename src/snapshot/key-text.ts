import { Buffer } from 'node:buffer';
import { EdgewiseError } from '../core/errors.js';
import { inParts } from '../core/in-parts.js';

/** What takes about a millisecond. */
const KEYS_AT_A_TIME = 8192;

/** Keys as UTF-8 text end to end: key k is the bytes offsets[k] … offsets[k+1]-1, whatever characters it holds. */
export interface KeyText {
  readonly text: Uint8Array;
  /** keys + 1 */
  readonly offsets: Uint32Array;
}

/** Errors: SNAPSHOT_INVALID for a key that UTF-8 cannot hold (half of a surrogate pair), DATASET_TOO_LARGE past 4 GiB. */
export function encodeKeys(keys: readonly string[], field: string): KeyText {
  const offsets = new Uint32Array(keys.length + 1);
  const parts = keys.map((key, index) => {
    const part = Buffer.from(key, 'utf8');
    const end = offsets[index]! + part.length;
    if (end > 0xffff_ffff) throw new EdgewiseError('DATASET_TOO_LARGE', `${field}: keys exceed 4 GiB.`);
    if (part.toString('utf8') !== key) {
      throw new EdgewiseError('SNAPSHOT_INVALID', `${field}: the key at index ${index} is not valid Unicode.`, {
        place: { field },
      });
    }
    offsets[index + 1] = end;
    return part;
  });
  return { text: Buffer.concat(parts), offsets };
}

/** In parts between which an event loop has its turn. Errors: SNAPSHOT_CORRUPT when the offsets do not cut the text. */
export async function decodeKeys({ text, offsets }: KeyText, file: string): Promise<string[]> {
  const bytes = Buffer.from(text.buffer, text.byteOffset, text.byteLength);
  const keys: string[] = [];
  await inParts(offsets.length - 1, KEYS_AT_A_TIME, (first, last) => {
    for (let index = first; index < last; index++) {
      const start = offsets[index]!;
      const end = offsets[index + 1]!;
      if (end >= start) keys.push(bytes.toString('utf8', start, end));
    }
  });
  if (keys.length + 1 !== offsets.length || offsets[0] !== 0 || offsets[keys.length] !== bytes.length) {
    throw new EdgewiseError('SNAPSHOT_CORRUPT', `${file}: the offsets of the keys do not fit their text.`, {
      place: { file },
    });
  }
  return keys;
}
