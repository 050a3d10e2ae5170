/** Mean and population deviation of a row. */
export interface Moments {
  readonly mean: number;
  /** 0 for a row whose values are all the same: it says nothing, and its z-scores are 0. */
  readonly deviation: number;
}

/** What a row adds up to, for whoever knows that without having the row. */
export interface RowSums {
  /** Σ x */
  readonly sum: number;
  /** Σ x² */
  readonly squares: number;
  /** What the squares of the row's terms add up to, each for itself: what is summed and perhaps cancels. */
  readonly gross: number;
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

/**
 * Of a row of that length, known by its sums: about ten digits of the deviation. Undefined where so much cancels that
 * fewer would be left, and wherever all values are the same: then the row itself has to be looked at.
 */
export function momentsOfSums({ sum, squares, gross }: RowSums, length: number): Moments | undefined {
  const mean = sum / length;
  const spread = squares - sum * mean;
  return spread > CANCELED * gross ? { mean, deviation: Math.sqrt(spread / length) } : undefined;
}

/** How far a value is from the row's mean, in deviations. */
export function zScore(value: number, { mean, deviation }: Moments): number {
  return deviation === 0 ? 0 : (value - mean) / deviation;
}

/** What two passes over a row of equal values leave of them, relative to the value. */
const ROUNDING = 1e-12;

/** The share of the terms' squares below which a spread is taken for what rounding may have left. */
const CANCELED = 1e-6;
