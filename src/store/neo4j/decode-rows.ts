import neo4j, { type Integer, type Record as Row } from 'neo4j-driver';

/** Half of what an unsigned 32-bit word counts. */
const WORD = 2 ** 32;

/**
 * Records as rows of plain values: integers as numbers, or as BigInt where a number could not hold them (what others
 * wrote into the graph may); times, points and durations as their text.
 */
export function decodeRow(row: Row): unknown[] {
  const values: unknown[] = [];
  for (let column = 0; column < row.length; column++) values.push(decode(row.get(column)));
  return values;
}

function decode(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (neo4j.isInt(value)) return decodeInteger(value);
  if (Array.isArray(value)) {
    // In place: the driver made the list for this row, and an export has millions of entries.
    for (let place = 0; place < value.length; place++) value[place] = decode(value[place]);
    return value as unknown[];
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) return (value as { toString(): string }).toString();
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, decode(inner)]));
}

/** Without the driver's range checks, which take longer than all else for a column of times. */
function decodeInteger(value: Integer): number | bigint {
  const number = value.high * WORD + (value.low >>> 0);
  return Number.isSafeInteger(number) ? number : value.toBigInt();
}
