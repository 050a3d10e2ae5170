import type { Interval } from '../../metrics/bootstrap.js';

/** `0.1234`, `12.3`, `1,234`: four digits that mean something, the same in every locale. */
export function figure(value: number): string {
  const size = Math.abs(value);
  if (size >= 1000) return count(value);
  return size >= 100 ? value.toFixed(1) : size >= 10 ? value.toFixed(2) : value.toFixed(4);
}

/** `1,234` */
export function count(value: number): string {
  return value.toLocaleString('en-US', { maximumFractionDigits: 0 });
}

/** `0.1201 – 0.1302` */
export function interval(of: Interval | undefined): string {
  return of === undefined ? '' : `${figure(of[0])} – ${figure(of[1])}`;
}

/** `+0.0123` */
export function signed(value: number): string {
  return `${value > 0 ? '+' : ''}${figure(value)}`;
}

/** Never 0, which a test by resampling cannot find. */
export function chance(p: number): string {
  return p <= 0.0001 ? '≤ 0.0001' : p.toFixed(4);
}

/** A group by its bounds: `3–8`, or `3` alone. */
export function range({ from, to }: { readonly from: number; readonly to: number }): string {
  return from === to ? count(from) : `${count(from)}–${count(to)}`;
}
