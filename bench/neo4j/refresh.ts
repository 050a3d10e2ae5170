import type { RefreshReport } from '../../src/pipeline/refresh/refresh-report.js';
import type { BenchRun, Section } from '../harness/bench.js';
import { runEdgewise } from '../harness/edgewise-process.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { gowallaOnNeo4j } from './gowalla.js';
import type { BenchNeo4j } from './server.js';
import { untrainedSnapshots } from './untrained.js';

const BESIDES = 'whole refresh of gowalla except training';

/** Everything from the start of the process to its end but the one epoch that is trained. */
export const refreshSection: Section = {
  name: 'refresh',
  needs: [GOWALLA_TRAIN],
  bars: [{ name: BESIDES, limit: 20, unit: 's', passes: 'within' }],
  async measure(run) {
    const { server } = await gowallaOnNeo4j(run);
    const snapshots = await untrainedSnapshots(run);
    run.say('refresh: training one epoch …');
    const words = ['--epochs', '1', '--validation', 'none', '--refit', 'false', '--full-after', '0', '--write-back'];
    const { report, seconds } = await refreshOn(server, snapshots, words, run);
    const besides = seconds - report.stages.train!;
    if (report.comparison === undefined) throw new Error('The refresh compared no models.');
    return { values: { [BESIDES]: besides }, note: `full export, gate and write-back; ${describeStages(report)}` };
  },
};

export interface FinishedRefresh {
  readonly report: RefreshReport;
  /** Of the command, process start included. */
  readonly seconds: number;
}

/** `edgewise refresh --once` with the snapshots of a directory. */
export async function refreshOn(
  server: BenchNeo4j,
  snapshots: string,
  words: readonly string[],
  { signal }: BenchRun,
): Promise<FinishedRefresh> {
  const { answer, seconds } = await runEdgewise(refreshWords(server, snapshots, words), signal);
  return { report: answer as RefreshReport, seconds };
}

export function refreshWords({ words }: BenchNeo4j, snapshots: string, more: readonly string[]): string[] {
  const places = ['--snapshots', snapshots, '--checkpoints', `${snapshots}-checkpoints`];
  return ['refresh', '--once', ...words, ...places, ...more];
}

export function describeStages({ stages }: RefreshReport): string {
  return Object.entries(stages)
    .map(([stage, seconds]) => `${stage} ${seconds.toFixed(1)} s`)
    .join(', ');
}
