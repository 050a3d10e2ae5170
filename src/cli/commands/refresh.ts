import { randomInt } from 'node:crypto';
import { STORE_SETTINGS } from '../../config/neo4j-settings.js';
import { present, text } from '../../config/value-types.js';
import { EdgewiseError } from '../../core/errors.js';
import { Random } from '../../core/random.js';
import type { RefreshReport } from '../../pipeline/refresh/refresh-report.js';
import { chosenModel } from '../chosen-model.js';
import { defineCommand, type CommandCall } from '../command-definition.js';
import { openSnapshots } from '../open-snapshots.js';
import { renderRefresh } from '../render-refresh.js';
import { readProjection } from '../read-projection.js';
import { DATASET_CHOICES, MODEL_CHOICES, PROJECTION_CHOICES, trainingChoices } from '../training-choices.js';
import { withStore } from '../with-store.js';

export const refreshCommand = defineCommand({
  name: 'refresh',
  summary: 'train again and publish unless quality fell, once or on a schedule',
  description:
    'Export, train, validate, publish, write back, prune; one at a time for a store, on any machine. What changed since ' +
    'the last export is read, and where little did, training goes on from the served snapshot. A model whose recall@20 ' +
    'on new interactions lies more than --max-recall-drop below that of the served snapshot on the same ones is kept and ' +
    'not served (exit code 3). With --json one line tells how each refresh went. On a schedule runs never overlap, a ' +
    'failed one is logged and the next one comes; Ctrl-C ends it. docs/refresh.md has a runbook.',
  options: {
    once: { flag: '--once', type: present, description: 'one refresh; this is the default' },
    every: { flag: '--every <cron>', type: text, description: 'at the times of a cron pattern' },
  },
  settings: [
    ...STORE_SETTINGS,
    'snapshotDirectory',
    'checkpointDirectory',
    'retention',
    'maxRecallDrop',
    'warmShare',
    'fullAfterHours',
    'leaseSeconds',
    'writeBack',
    'timeZone',
    'jitterSeconds',
    'runLog',
    'metricsFile',
    ...PROJECTION_CHOICES,
    ...DATASET_CHOICES,
    ...MODEL_CHOICES,
  ],
  examples: [
    { command: 'edgewise refresh', shows: 'beside a running `edgewise serve`, which swaps the result in' },
    { command: "edgewise refresh --every '0 3 * * *' --time-zone Europe/Berlin", shows: 'every night at three' },
    { command: 'edgewise refresh --store bolt://localhost --write-back', shows: 'and vectors for Cypher' },
  ],
  async run(call) {
    const { runOnSchedule } = await import('../../pipeline/schedule.js');
    const { settings, options, run } = call;
    if (options.once === true && options.every !== undefined) {
      throw new EdgewiseError('USAGE', '--once and --every exclude one another.');
    }
    if (options.every === undefined) {
      await refreshOnce(call);
      return;
    }
    const { timeZone, jitterSeconds } = settings;
    const random = Random.fromSeed(randomInt(2 ** 32));
    const schedule = { pattern: options.every, jitterSeconds, random, ...(timeZone !== undefined && { timeZone }) };
    await runOnSchedule(schedule, () => refreshOnce(call), run);
  },
});

async function refreshOnce(call: Pick<CommandCall, 'settings' | 'run' | 'output'>): Promise<void> {
  const { refresh } = await import('../../pipeline/refresh.js');
  const { settings, run } = call;
  const { maxRecallDrop, warmShare, fullAfterHours, leaseSeconds, writeBack } = settings;
  const model = await chosenModel(settings);
  const source = await readProjection(settings);
  const snapshots = await openSnapshots(call);
  const choices = { maxRecallDrop, warmShare, fullAfterHours, leaseSeconds, writeBack, ...trainingChoices(settings) };
  await withStore(call, (store) =>
    refresh({ store, snapshots, model, ...source, ...choices }, run, (report) => tell(report, call)),
  );
}

/** A log or metrics file that cannot be written must not undo a refresh. */
async function tell(
  report: RefreshReport,
  { settings: { runLog, metricsFile }, run, output }: Pick<CommandCall, 'settings' | 'run' | 'output'>,
): Promise<void> {
  const { appendToRunLog } = await import('../../pipeline/refresh/run-log.js');
  const { writeMetricsFile } = await import('../../pipeline/refresh/metrics-file.js');
  output.result(report, () => renderRefresh(report));
  const warn = (file: string) => (error: unknown) =>
    run.log.warn({ err: error, file }, 'What the refresh did could not be written down.');
  if (runLog !== undefined) await appendToRunLog(runLog, report).catch(warn(runLog));
  if (metricsFile !== undefined) await writeMetricsFile(metricsFile, report).catch(warn(metricsFile));
}
