import { RowError } from '../row.js';
import { decimal } from './number.js';

/** A weight; 1 where the text is empty. Throws RowError ROW_WEIGHT_INVALID unless it is above zero and finite, also in the float32 of a dataset. */
export function parseWeight(text: string): number {
  if (text === '') return 1;
  const weight = decimal(text);
  const stored = weight === undefined ? NaN : Math.fround(weight);
  if (weight === undefined || !(stored > 0 && stored < Infinity)) {
    throw new RowError('ROW_WEIGHT_INVALID', `"${text}" is not a finite number above zero`);
  }
  return weight;
}
