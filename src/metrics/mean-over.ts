/** Mean of what `values` has for each of some indices; 0 of none. */
export function meanOver(indices: Int32Array, values: ArrayLike<number>): number {
  let sum = 0;
  for (const index of indices) sum += values[index]!;
  return indices.length === 0 ? 0 : sum / indices.length;
}
