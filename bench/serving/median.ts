/** Of any order; NaN of none. */
export function median(values: readonly number[]): number {
  const ascending = [...values].sort((a, b) => a - b);
  const middle = ascending.length / 2;
  if (ascending.length % 2 === 1) return ascending[Math.floor(middle)]!;
  return (ascending[middle - 1]! + ascending[middle]!) / 2;
}
