import { RowError } from '../row.js';

const QUOTE = '"';

/**
 * The fields of one record by RFC 4180: a field that begins with `"` ends at the next lone `"`, and `""` in it is one
 * `"`; elsewhere a quote is an ordinary character. Undefined when the record ends inside quotes, and so may go on in
 * the next line. Throws RowError ROW_COLUMNS for text after a closing quote.
 */
export function splitQuoted(text: string, delimiter: string): string[] | undefined {
  const fields: string[] = [];
  for (let start = 0; ;) {
    if (text[start] !== QUOTE) {
      const end = text.indexOf(delimiter, start);
      fields.push(end === -1 ? text.slice(start) : text.slice(start, end));
      if (end === -1) return fields;
      start = end + delimiter.length;
      continue;
    }
    const close = closingQuote(text, start + 1);
    if (close === -1) return undefined;
    fields.push(text.slice(start + 1, close).replaceAll('""', QUOTE));
    if (close + 1 === text.length) return fields;
    if (!text.startsWith(delimiter, close + 1)) throw new RowError('ROW_COLUMNS', 'text follows a closing quote');
    start = close + 1 + delimiter.length;
  }
}

/** Where the quoted field ends whose content begins at `start`; -1 when it does not. */
function closingQuote(text: string, start: number): number {
  for (let quote = text.indexOf(QUOTE, start); quote !== -1; quote = text.indexOf(QUOTE, quote + 2)) {
    if (text[quote + 1] !== QUOTE) return quote;
  }
  return -1;
}

/** Whether the text turns inside quotes to outside, or the other way. */
export function hasOddQuotes(text: string): boolean {
  let odd = false;
  for (let quote = text.indexOf(QUOTE); quote !== -1; quote = text.indexOf(QUOTE, quote + 1)) odd = !odd;
  return odd;
}
