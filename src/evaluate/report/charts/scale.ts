/** Maps values to places along a side of a chart, with ticks at round values. */
export interface Scale {
  readonly ticks: readonly number[];
  place(value: number): number;
}

/** A linear scale that holds all of `values`; with `fromZero` it begins at 0. One place for all where they are equal. */
export function linearScale(
  values: readonly number[],
  [start, end]: readonly [number, number],
  fromZero: boolean,
): Scale {
  const finite = values.filter(Number.isFinite);
  const low = fromZero ? 0 : Math.min(...finite, Infinity);
  const high = Math.max(...finite, -Infinity);
  const least = Number.isFinite(low) ? low : 0;
  const most = Number.isFinite(high) && high > least ? high : least + 1;
  const step = roundStep((most - least) / 4);
  const from = Math.floor(least / step + 1e-9) * step;
  const count = Math.ceil((most - from) / step - 1e-9);
  const ticks = Array.from({ length: count + 1 }, (_, tick) => Number((from + tick * step).toPrecision(12)));
  const to = from + count * step;
  return { ticks, place: (value) => start + ((value - from) / (to - from)) * (end - start) };
}

/** 1, 2 or 5 times a power of ten, at least `wanted`. */
function roundStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  return power * ([1, 2, 5].find((factor) => factor * power >= wanted * (1 - 1e-9)) ?? 10);
}
