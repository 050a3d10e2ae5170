import { renderTable } from '../../src/cli/terminal/table.js';
import type { Machine } from './machine.js';
import type { MeasuredBar } from './measured-bar.js';

const SIGNS = { above: '>', atLeast: '≥', below: '<', within: '≤' } as const;

/** The object that --json prints: the machine and a row for every bar. */
export function benchReport(bench: string, machine: Machine, bars: readonly MeasuredBar[]): object {
  return {
    bench,
    machine,
    bars: bars.map(({ name, value, limit, unit, met, note }) => ({
      name,
      value,
      limit,
      unit,
      met,
      ...(note !== undefined && { note }),
    })),
  };
}

/** The same for people. */
export function renderReport(bench: string, machine: Machine, bars: readonly MeasuredBar[]): string {
  const table = renderTable(
    [
      { title: 'bar' },
      { title: 'value', align: 'right' },
      { title: 'limit', align: 'right' },
      { title: 'unit' },
      { title: 'met' },
      { title: 'note' },
    ],
    bars.map((bar) => [
      bar.name,
      bar.value === null ? '–' : formatValue(bar.value),
      bar.limit === null ? '–' : `${SIGNS[bar.passes]} ${bar.limit}`,
      bar.unit,
      verdict(bar),
      bar.note ?? '',
    ]),
  );
  const { processor, processors, memoryGb, node, measuredAt } = machine;
  return `${bench}, ${measuredAt}, ${processors} × ${processor}, ${memoryGb} GB, Node ${node}\n\n${table}`;
}

function verdict({ met, limit, value }: MeasuredBar): string {
  if (limit === null && value !== null) return 'read';
  if (met === null) return 'skipped';
  return met ? 'yes' : 'NO';
}

function formatValue(value: number): string {
  return Math.abs(value) < 1 ? value.toFixed(4) : value.toFixed(2);
}
