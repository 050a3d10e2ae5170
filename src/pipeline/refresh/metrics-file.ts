import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Gauge, Registry } from 'prom-client';
import type { RefreshReport } from './refresh-report.js';

const LAST_SUCCESS = 'edgewise_refresh_last_success_timestamp_seconds';
const OUTCOMES: readonly RefreshReport['outcome'][] = ['published', 'refused', 'unchanged', 'failed'];

/**
 * Replaces a file by the figures of the last refresh in the text format of Prometheus, in one step, as the textfile
 * collector of node_exporter wants it. The time of the last success outlives runs that fail.
 */
export async function writeMetricsFile(file: string, report: RefreshReport): Promise<void> {
  const text = await metricsText(report, await lastSuccess(file));
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`; // the collector reads *.prom alone
  try {
    await writeFile(draft, text, { mode: 0o644 });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

/** Seconds since 1970 UTC; undefined where no earlier file tells. */
async function lastSuccess(file: string): Promise<number | undefined> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const [, value] = new RegExp(`^${LAST_SUCCESS} (\\S+)$`, 'm').exec(text) ?? [];
  return value === undefined ? undefined : Number(value);
}

async function metricsText(report: RefreshReport, successBefore: number | undefined): Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string, value: number | undefined): void => {
    if (value !== undefined) new Gauge({ name, help, registers: [registry] }).set(value);
  };
  const labeled = (name: string, help: string, label: string, values: Readonly<Record<string, number>>): void => {
    const metric = new Gauge({ name, help, labelNames: [label], registers: [registry] });
    for (const [key, value] of Object.entries(values)) metric.set({ [label]: key }, value);
  };
  const { outcome, stages, comparison, counts, writeBack } = report;
  const endedAt = Date.parse(report.startedAt) / 1000 + report.seconds;
  const succeeded = outcome === 'published' || outcome === 'unchanged';
  gauge('edgewise_refresh_last_run_timestamp_seconds', 'When the last refresh ended.', endedAt);
  gauge(
    LAST_SUCCESS,
    'When the last refresh ended that published or found nothing new.',
    succeeded ? endedAt : successBefore,
  );
  gauge('edgewise_refresh_duration_seconds', 'How long the last refresh took.', report.seconds);
  labeled('edgewise_refresh_stage_seconds', 'How long each stage of the last refresh took.', 'stage', { ...stages });
  labeled(
    'edgewise_refresh_outcome',
    'How the last refresh ended: 1 for its outcome, 0 for the others.',
    'outcome',
    Object.fromEntries(OUTCOMES.map((name) => [name, Number(name === outcome)])),
  );
  gauge(
    'edgewise_refresh_warm',
    '1 when the last training went on from the served snapshot.',
    flag(report.start, 'warm'),
  );
  gauge(
    'edgewise_refresh_incremental',
    '1 when the last export read only what changed.',
    flag(report.export?.kind, 'incremental'),
  );
  gauge(
    'edgewise_refresh_changed_share',
    'Share of pairs that came or went since the served snapshot.',
    report.changedShare,
  );
  gauge('edgewise_refresh_users_read', 'Users whose interactions the last export read.', report.export?.usersRead);
  if (comparison !== undefined) {
    labeled(
      'edgewise_refresh_recall',
      `${comparison.metric} on interactions that neither model was trained on.`,
      'model',
      {
        candidate: comparison.candidate,
        served: comparison.served,
      },
    );
  }
  if (counts !== undefined) {
    labeled('edgewise_refresh_snapshot_size', 'What the last snapshot holds.', 'of', { ...counts });
  }
  if (writeBack !== undefined) {
    labeled('edgewise_refresh_vectors', 'Vectors that the last refresh wrote into the store or removed.', 'of', {
      ...writeBack,
    });
  }
  return registry.metrics();
}

function flag(value: string | undefined, wanted: string): number | undefined {
  return value === undefined ? undefined : Number(value === wanted);
}
