import { existsSync } from 'node:fs';
import type { Bench, BenchRun, Section } from './bench.js';
import { failedBar, measuredBar, skippedBar, type MeasuredBar } from './measured-bar.js';

/** Measures the chosen sections one after another. Rejects only when interrupted: anything else is a row. */
export async function runBench(
  bench: Bench,
  only: readonly string[] | undefined,
  run: BenchRun,
): Promise<MeasuredBar[]> {
  const chosen = bench.sections.filter((section) => only === undefined || only.includes(section.name));
  const rows: MeasuredBar[] = [];
  for (const section of chosen) {
    run.signal.throwIfAborted();
    rows.push(...(await measureSection(section, run)));
  }
  return rows;
}

async function measureSection(section: Section, run: BenchRun): Promise<MeasuredBar[]> {
  const missing = section.needs.find((path) => !existsSync(path));
  if (missing !== undefined) return section.bars.map((bar) => skippedBar(bar, `${missing} is not there`));
  run.say(`${section.name} …`);
  try {
    const measurement = await section.measure(run);
    return section.bars.map((bar) => measuredBar(bar, measurement));
  } catch (error) {
    run.signal.throwIfAborted();
    const reason = error instanceof Error ? error.message : String(error);
    return section.bars.map((bar) => failedBar(bar, reason));
  }
}
