import { mean } from './mean.js';

/** Spearman's rank correlation, ties by their mean rank, from −1 to 1; undefined where either side is all equal. */
export function spearman(a: ArrayLike<number>, b: ArrayLike<number>): number | undefined {
  const [ofA, ofB] = [centered(ranks(a)), centered(ranks(b))];
  const [lengthOfA, lengthOfB] = [product(ofA, ofA), product(ofB, ofB)];
  return lengthOfA === 0 || lengthOfB === 0 ? undefined : product(ofA, ofB) / Math.sqrt(lengthOfA * lengthOfB);
}

/** From 1, ascending. */
function ranks(values: ArrayLike<number>): Float64Array {
  const order = Array.from(values, (_, place) => place).sort((a, b) => values[a]! - values[b]!);
  const result = new Float64Array(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (const place of order.slice(start, end)) result[place] = (start + 1 + end) / 2;
    start = end;
  }
  return result;
}

function centered(values: Float64Array): Float64Array {
  const middle = mean(values);
  return values.map((value) => value - middle);
}

function product(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, place) => sum + value * b[place]!, 0);
}
