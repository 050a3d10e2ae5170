/** Arithmetic mean; 0 of nothing. */
export function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index]!;
  return values.length === 0 ? 0 : sum / values.length;
}

/** Standard deviation of a sample, n − 1 below the line; 0 of fewer than two. */
export function sampleDeviation(values: ArrayLike<number>): number {
  if (values.length < 2) return 0;
  const middle = mean(values);
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += (values[index]! - middle) ** 2;
  return Math.sqrt(sum / (values.length - 1));
}
