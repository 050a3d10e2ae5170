/** Milliseconds of each call, in ascending order. */
export function timings<T>(cases: readonly T[], call: (one: T) => void): number[] {
  return cases
    .map((one) => {
      const started = performance.now();
      call(one);
      return performance.now() - started;
    })
    .sort((a, b) => a - b);
}

/** Nearest rank. */
export function quantile(ascending: readonly number[], share: number): number {
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)] ?? Number.NaN;
}
