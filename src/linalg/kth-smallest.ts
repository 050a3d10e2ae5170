/**
 * The value at place k, from 0, of `values` in ascending order, which it leaves in another order; none may be NaN. O(n) on
 * average. Source: Hoare, "Algorithm 65: Find", CACM 1961.
 */
export function kthSmallest(values: Float64Array, k: number): number {
  let first = 0;
  let last = values.length - 1;
  while (first < last) {
    const pivot = values[k]!;
    let [low, high] = [first, last];
    while (low <= high) {
      while (values[low]! < pivot) low++;
      while (pivot < values[high]!) high--;
      if (low > high) break;
      const held = values[low]!;
      values[low++] = values[high]!;
      values[high--] = held;
    }
    if (high < k) first = low;
    if (k < low) last = high;
  }
  return values[k]!;
}
