import type { BenchRun } from '../harness/bench.js';
import { runEdgewise } from '../harness/edgewise-process.js';
import type { Workspace } from '../harness/workspace.js';
import { importGowalla, storeOf } from '../main-job/gowalla.js';

/** Keys are '0' … '29857'. */
export const GOWALLA_USERS = 29_858;

/** Words that name a store of Gowalla and a snapshot of it that was trained for one epoch. Made once a run. */
export function prepareGowalla(run: BenchRun): Promise<readonly string[]> {
  const words = prepared.get(run.workspace) ?? prepare(run);
  prepared.set(run.workspace, words);
  return words;
}

const prepared = new WeakMap<Workspace, Promise<readonly string[]>>();

async function prepare(run: BenchRun): Promise<readonly string[]> {
  await importGowalla(run);
  const words = [...storeOf(run), '--snapshots', run.workspace.path('gowalla-snapshots')];
  run.say('training one epoch on Gowalla for the snapshot …');
  const checkpoints = ['--checkpoints', run.workspace.path('gowalla-checkpoints')];
  await runEdgewise(['train', '--epochs', '1', ...words, ...checkpoints], run.signal);
  return words;
}
