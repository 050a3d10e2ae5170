import { appendFile, mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RefreshReport } from './refresh-report.js';

/** Adds a report as one JSON line; one write, so that lines of several processes never mix. */
export async function appendToRunLog(file: string, report: RefreshReport): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await appendFile(file, `${JSON.stringify(report)}\n`);
}
