import { RowError } from '../row.js';

const KEY_BYTES = 512;

/** The key itself, unchanged. Throws RowError ROW_KEY_MISSING or ROW_KEY_TOO_LONG. */
export function checkKey(key: string, field: string): string {
  if (key === '') throw new RowError('ROW_KEY_MISSING', `the ${field} is empty`);
  if (key.length * 3 > KEY_BYTES && Buffer.byteLength(key) > KEY_BYTES) {
    throw new RowError('ROW_KEY_TOO_LONG', `the ${field} is longer than ${KEY_BYTES} bytes`);
  }
  return key;
}
