import { cp } from 'node:fs/promises';
import { SnapshotDirectory } from '../../src/snapshot/snapshot-directory.js';
import type { BenchRun, Section } from '../harness/bench.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { importSplit } from './gowalla.js';
import { heldOutRecall } from './held-out-recall.js';
import { describeStages, refreshOn, type FinishedRefresh } from './refresh.js';
import { withServer, type BenchNeo4j } from './server.js';
import { splitForWarmStart, type WarmSplit } from './warm-split.js';

const CHEAPER = 'warm refresh after 1 % new interactions: times cheaper than a cold one';
const BELOW = 'recall@20 of the warm model below that of a full retraining';
/** Training is as people have it who set nothing: a cold one chooses its epoch on held-out edges and trains again on all. */
const CHOICES = ['--write-back'];

/**
 * Both start from the same served snapshot and the same store and do all that a refresh does, write-back included. The
 * recall is of pairs of gowalla's training file that were kept from the store; the published test split is not read.
 */
export const warmSection: Section = {
  name: 'warm',
  needs: [GOWALLA_TRAIN],
  bars: [
    { name: CHEAPER, limit: 5, unit: '×', passes: 'atLeast' },
    { name: BELOW, limit: 0.5, unit: '%', passes: 'within' },
  ],
  async measure(run) {
    const split = await splitForWarmStart((name) => run.workspace.path(name));
    return withServer(run, async (server) => {
      const { warm, cold, ...directories } = await refreshBoth(server, split, run);
      const recall = (directory: string): Promise<number> =>
        new SnapshotDirectory(directory)
          .openCurrent()
          .then((snapshot) => heldOutRecall(snapshot, split.heldOut, run.signal));
      const [warmRecall, coldRecall] = [
        await recall(directories.warmSnapshots),
        await recall(directories.coldSnapshots),
      ];
      return {
        values: { [CHEAPER]: cold.seconds / warm.seconds, [BELOW]: 100 * (1 - warmRecall / coldRecall) },
        note:
          `a third of the users, ${split.pairs} pairs, ${split.freshPairs} of them new, a tenth besides held out; ` +
          `default settings; warm ${warm.seconds.toFixed(1)} s (${describeStages(warm.report)}), ` +
          `cold ${cold.seconds.toFixed(1)} s (${describeStages(cold.report)}); recall ${warmRecall.toFixed(4)} and ${coldRecall.toFixed(4)}`,
      };
    });
  },
};

interface BothRefreshes {
  readonly warm: FinishedRefresh;
  readonly cold: FinishedRefresh;
  readonly warmSnapshots: string;
  readonly coldSnapshots: string;
}

async function refreshBoth(server: BenchNeo4j, split: WarmSplit, run: BenchRun): Promise<BothRefreshes> {
  const warmSnapshots = run.workspace.path('warm-snapshots');
  const coldSnapshots = run.workspace.path('cold-snapshots');
  run.say('warm: loading and training what is served …');
  await importSplit(split.before, server, run);
  await refreshOn(server, warmSnapshots, CHOICES, run);
  await importSplit(split.fresh, server, run);
  await cp(warmSnapshots, coldSnapshots, { recursive: true });
  run.say('warm: the warm refresh …');
  const warm = await refreshOn(server, warmSnapshots, CHOICES, run);
  run.say('warm: the cold refresh …');
  const cold = await refreshOn(server, coldSnapshots, [...CHOICES, '--full-after', '0'], run);
  const starts = `${warm.report.start} and ${cold.report.start}`;
  if (starts !== 'warm and cold') throw new Error(`The two refreshes started ${starts}.`);
  return { warm, cold, warmSnapshots, coldSnapshots };
}
