import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { writeMetricsFile } from '../../../src/pipeline/refresh/metrics-file.js';
import type { RefreshReport } from '../../../src/pipeline/refresh/refresh-report.js';
import { temporaryDirectories } from '../../fixtures/temporary-directory.js';

const temporaryDirectory = temporaryDirectories();

const PUBLISHED: RefreshReport = {
  startedAt: '2026-11-25T03:00:00.000Z',
  seconds: 12.5,
  outcome: 'published',
  version: '20261125T030010000Z-12345678',
  start: 'warm',
  export: { kind: 'incremental', usersRead: 42 },
  changedShare: 0.01,
  counts: { users: 3, items: 4, interactions: 5, events: 6 },
  comparison: { metric: 'recall@20', candidate: 0.21, served: 0.2, servedVersion: 'v', users: 30, edges: 40 },
  stages: { export: 1.5, train: 9 },
};

async function linesOf(file: string): Promise<string[]> {
  return (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

describe('the metrics file of a refresh', () => {
  it('tells the last refresh in the text format of Prometheus', async () => {
    const file = join(await temporaryDirectory(), 'textfile', 'edgewise.prom');
    await writeMetricsFile(file, PUBLISHED);
    const lines = await linesOf(file);
    const endedAt = Date.UTC(2026, 10, 25, 3) / 1000 + 12.5;
    expect(lines).toEqual(
      expect.arrayContaining([
        `edgewise_refresh_last_run_timestamp_seconds ${endedAt}`,
        `edgewise_refresh_last_success_timestamp_seconds ${endedAt}`,
        'edgewise_refresh_duration_seconds 12.5',
        'edgewise_refresh_stage_seconds{stage="train"} 9',
        'edgewise_refresh_outcome{outcome="published"} 1',
        'edgewise_refresh_outcome{outcome="failed"} 0',
        'edgewise_refresh_warm 1',
        'edgewise_refresh_recall{model="candidate"} 0.21',
        'edgewise_refresh_snapshot_size{of="users"} 3',
      ]),
    );
    for (const line of lines) expect(line).toMatch(/^[a-z_]+(\{[a-z]+="[A-Za-z_]+"\})? [-+.\de]+$/);
  });

  it('keeps the time of the last success through runs that fail, and leaves nothing beside it', async () => {
    const directory = await temporaryDirectory();
    const file = join(directory, 'edgewise.prom');
    const successOf = async (): Promise<string | undefined> =>
      (await linesOf(file)).find((line) => line.startsWith('edgewise_refresh_last_success'));
    await writeMetricsFile(file, PUBLISHED);
    const success = await successOf();
    const failed: RefreshReport = { startedAt: '2026-11-26T03:00:00.000Z', seconds: 1, outcome: 'failed', stages: {} };
    await writeMetricsFile(file, failed);
    expect(await successOf()).toBe(success);
    expect(await linesOf(file)).toContain('edgewise_refresh_outcome{outcome="failed"} 1');
    expect(await readdir(directory)).toEqual(['edgewise.prom']);
  });
});
