import type { BenchRun } from '../harness/bench.js';
import { runEdgewise } from '../harness/edgewise-process.js';
import type { Workspace } from '../harness/workspace.js';

/** Training interactions of the published Gowalla split: 810,128 pairs, one user a line. */
export const GOWALLA_TRAIN = '../shared/data/gowalla/train.txt';

/** Seconds that importing the file took; done once a run, and the store is kept for the sections that follow. */
export function importGowalla(run: BenchRun): Promise<number> {
  const seconds = imports.get(run.workspace) ?? measureImport(run);
  imports.set(run.workspace, seconds);
  return seconds;
}

/** Words that name the benchmark's store. */
export function storeOf(run: BenchRun): string[] {
  return ['--store', `embedded:${run.workspace.path('gowalla-store')}`];
}

const imports = new WeakMap<Workspace, Promise<number>>();

async function measureImport(run: BenchRun): Promise<number> {
  const words = ['import', '--format', 'lightgcn', '--path', GOWALLA_TRAIN, ...storeOf(run)];
  const { seconds } = await runEdgewise(words, run.signal);
  return seconds;
}
