import { RowError } from '../row.js';

/** The text itself. Half of a surrogate pair, which JSON can spell, has no UTF-8 form. Throws RowError ROW_BAD_UTF8. */
export function checkWellFormed(text: string, field: string): string {
  if (/\p{Surrogate}/u.test(text)) throw new RowError('ROW_BAD_UTF8', `${field} holds half a surrogate pair`);
  return text;
}
