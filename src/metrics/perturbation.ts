/** Places of a curve over the share of something that was taken away (or put back), ascending from 0 to 1. */
export interface PerturbationCurve {
  readonly shares: readonly number[];
  /** What is left of a score at each of them, from 0 to 1. */
  readonly values: readonly number[];
}

/** Area under a curve by trapezoids, from 0 to 1 for a curve over all of [0, 1]. */
export function areaUnder({ shares, values }: PerturbationCurve): number {
  let area = 0;
  for (let place = 1; place < shares.length; place++) {
    area += ((shares[place]! - shares[place - 1]!) * (values[place]! + values[place - 1]!)) / 2;
  }
  return area;
}

/** The curve's value at a share, by linear interpolation. */
export function valueAt({ shares, values }: PerturbationCurve, share: number): number {
  const behind = shares.findIndex((other) => other >= share);
  if (behind === 0) return values[0]!;
  if (behind < 0) return values.at(-1)!;
  const [low, high] = [shares[behind - 1]!, shares[behind]!];
  const weight = (share - low) / (high - low);
  return (1 - weight) * values[behind - 1]! + weight * values[behind]!;
}

/** Share of a positive score that is left: 0 at least and 1 at most, whatever it became. */
export function shareLeft(score: number, initial: number): number {
  return Math.min(1, Math.max(0, score / initial));
}

/** Share of the ranks that are among the first k; no rank is none of them. 0 of no rank. */
export function presence(ranks: readonly (number | null)[], k: number): number {
  if (ranks.length === 0) return 0;
  return ranks.filter((rank) => rank !== null && rank <= k).length / ranks.length;
}
