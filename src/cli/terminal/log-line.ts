import type { Palette } from './color.js';

/** A JSON log line as text: `23:15:00 warn  message  field=value`. */
export function renderLogLine(line: string, palette: Palette): string {
  const { level, time, msg, ...fields } = JSON.parse(line) as LogRecord;
  const clock = new Date(time).toISOString().slice(11, 19);
  const details = Object.entries(fields).map(([name, value]) => `${name}=${renderValue(value)}`);
  const painted =
    level === 'error' ? palette.red(level) : level === 'warn' ? palette.yellow(`${level} `) : level.padEnd(5);
  return `${palette.dim(clock)} ${painted} ${msg}${details.length > 0 ? palette.dim(`  ${details.join(' ')}`) : ''}\n`;
}

/** Digits of a number that a person reads; the JSON format has them all. */
const FIGURES = 6;

interface LogRecord {
  readonly level: string;
  readonly time: number;
  readonly msg: string;
  readonly [field: string]: unknown;
}

function renderValue(value: unknown): string {
  if (typeof value === 'number') return String(Number(value.toPrecision(FIGURES)));
  return typeof value === 'string' && !/\s/.test(value) ? value : JSON.stringify(value);
}
