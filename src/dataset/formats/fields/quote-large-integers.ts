/** A JSON string, which may hold digits, or a number; where a text is JSON these cover every digit in it. */
const STRING_OR_NUMBER = /"[^"\\]*(?:\\.[^"\\]*)*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const INTEGER = /^-?\d+$/;

/**
 * JSON with the integers that a float64 cannot hold made strings, so that JSON.parse keeps 64-bit ids digit for digit.
 * (A reviver sees the source text only from Node 21 on.) Text that is not JSON stays text that is not JSON.
 */
export function quoteLargeIntegers(json: string): string {
  if (!/\d{16}/.test(json)) return json; // 2^53 has 16 digits
  return json.replace(STRING_OR_NUMBER, (token) =>
    INTEGER.test(token) && !Number.isSafeInteger(Number(token)) ? `"${token}"` : token,
  );
}
