import type { BarDefinition, Measurement } from './bench.js';

/** A row of the report. `value` is null where the bar was skipped or its measurement failed, and `note` says why. */
export interface MeasuredBar {
  readonly name: string;
  readonly value: number | null;
  readonly limit: number | null;
  readonly unit: string;
  /** Null where it was skipped or has no limit: neither met nor missed. */
  readonly met: boolean | null;
  readonly passes: BarDefinition['passes'];
  readonly note?: string;
}

export function measuredBar(bar: BarDefinition, measurement: Measurement): MeasuredBar {
  const value = measurement.values[bar.name];
  const reason = measurement.skipped?.[bar.name];
  if (value === undefined && reason !== undefined) return skippedBar(bar, reason);
  if (value === undefined || Number.isNaN(value)) return failedBar(bar, 'not among the measured figures');
  const note = measurement.notes?.[bar.name] ?? measurement.note;
  return { ...bar, value, met: passes(bar, value), ...(note !== undefined && { note }) };
}

export function failedBar(bar: BarDefinition, reason: string): MeasuredBar {
  return { ...bar, value: null, met: false, note: `failed: ${reason}` };
}

export function skippedBar(bar: BarDefinition, reason: string): MeasuredBar {
  return { ...bar, value: null, met: null, note: `skipped: ${reason}` };
}

function passes({ passes: how, limit }: BarDefinition, value: number): boolean | null {
  if (limit === null) return null;
  if (how === 'above') return value > limit;
  if (how === 'atLeast') return value >= limit;
  return how === 'below' ? value < limit : value <= limit;
}
