/** Median milliseconds of a call over `runs`, after three that warm up. */
export function medianMilliseconds(call: () => void, runs = 50): number {
  for (let run = 0; run < 3; run++) call();
  const times = Array.from({ length: runs }, () => {
    const started = performance.now();
    call();
    return performance.now() - started;
  });
  return times.sort((a, b) => a - b)[Math.floor(runs / 2)]!;
}
