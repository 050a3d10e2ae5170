/** Mean and population deviation of a row. */
export interface Moments {
  readonly mean: number;
  /** 0 for a row whose values are all the same: it says nothing, and its z-scores are 0. */
  readonly deviation: number;
}

/** Over all values of the row, in float64 and in two passes. */
export function momentsOf(row: ArrayLike<number>): Moments {
  const { length } = row;
  if (length === 0) return { mean: 0, deviation: 0 };
  let sum = 0;
  for (let index = 0; index < length; index++) sum += row[index]!;
  const mean = sum / length;
  let squares = 0;
  for (let index = 0; index < length; index++) {
    const off = row[index]! - mean;
    squares += off * off;
  }
  const deviation = Math.sqrt(squares / length);
  return { mean, deviation: deviation > ROUNDING * Math.abs(mean) ? deviation : 0 };
}

/** How far a value is from the row's mean, in deviations. */
export function zScore(value: number, { mean, deviation }: Moments): number {
  return deviation === 0 ? 0 : (value - mean) / deviation;
}

/**
 * z(first) + weight · z(second) → `into`, each row standardized over all its values: rows of different scale become one
 * ranking. Computed in float64, stored as `into` stores.
 */
export function standardizedSum(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  weight: number,
  into: Float32Array | Float64Array,
): void {
  const [a, b] = [momentsOf(first), momentsOf(second)];
  const firstScale = a.deviation === 0 ? 0 : 1 / a.deviation;
  const secondScale = b.deviation === 0 ? 0 : weight / b.deviation;
  const shift = a.mean * firstScale + b.mean * secondScale;
  for (let index = 0; index < into.length; index++) {
    into[index] = first[index]! * firstScale + second[index]! * secondScale - shift;
  }
}

/** What two passes over a row of equal values leave of them, relative to the value. */
const ROUNDING = 1e-12;
