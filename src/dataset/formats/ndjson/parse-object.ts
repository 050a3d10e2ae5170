import { quoteLargeIntegers } from '../fields/quote-large-integers.js';
import { RowError } from '../row.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** The JSON object of a line, integers beyond 2^53 as strings. Throws RowError ROW_COLUMNS. */
export function parseObject(text: string): JsonObject {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new RowError('ROW_COLUMNS', 'the line is not a JSON object');
  return value as JsonObject;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(quoteLargeIntegers(text));
  } catch {
    throw new RowError('ROW_COLUMNS', 'the line is not JSON');
  }
}
