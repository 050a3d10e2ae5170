import type { BarDefinition, Measurement } from './bench.js';

/** A row of the report. `value` is null where the bar was skipped or its measurement failed, and `note` says why. */
export interface MeasuredBar {
  readonly name: string;
  readonly value: number | null;
  readonly limit: number;
  readonly unit: string;
  /** Null where it was skipped: neither met nor missed. */
  readonly met: boolean | null;
  readonly passes: BarDefinition['passes'];
  readonly note?: string;
}

export function measuredBar(bar: BarDefinition, measurement: Measurement): MeasuredBar {
  const value = measurement.values[bar.name];
  const reason = measurement.skipped?.[bar.name];
  if (value === undefined && reason !== undefined) return skippedBar(bar, reason);
  if (value === undefined || Number.isNaN(value)) return failedBar(bar, 'not among the measured figures');
  const note = measurement.note === undefined ? {} : { note: measurement.note };
  return { ...bar, value, met: passes(bar, value), ...note };
}

export function failedBar(bar: BarDefinition, reason: string): MeasuredBar {
  return { ...bar, value: null, met: false, note: `failed: ${reason}` };
}

export function skippedBar(bar: BarDefinition, reason: string): MeasuredBar {
  return { ...bar, value: null, met: null, note: `skipped: ${reason}` };
}

function passes(bar: BarDefinition, value: number): boolean {
  if (bar.passes === 'above') return value > bar.limit;
  if (bar.passes === 'atLeast') return value >= bar.limit;
  return bar.passes === 'below' ? value < bar.limit : value <= bar.limit;
}
