import type { ImportReport } from '../../src/pipeline/import.js';
import type { BenchRun } from '../harness/bench.js';
import { runEdgewise } from '../harness/edgewise-process.js';
import type { Workspace } from '../harness/workspace.js';
import { GOWALLA_TRAIN } from '../main-job/gowalla.js';
import { startServer, type BenchNeo4j } from './server.js';

export interface LoadedGowalla {
  readonly server: BenchNeo4j;
  readonly report: ImportReport;
  /** Of the command, process start included. */
  readonly seconds: number;
}

/** A server with gowalla's training interactions, loaded once a run by the first section that asks. */
export function gowallaOnNeo4j(run: BenchRun): Promise<LoadedGowalla> {
  const loading = loadings.get(run.workspace) ?? load(run);
  loadings.set(run.workspace, loading);
  return loading;
}

/** `edgewise import` of a file of a published split. */
export async function importSplit(
  path: string,
  { words }: BenchNeo4j,
  { signal }: BenchRun,
): Promise<Omit<LoadedGowalla, 'server'>> {
  const { answer, seconds } = await runEdgewise(['import', '--format', 'lightgcn', '--path', path, ...words], signal);
  return { report: answer as ImportReport, seconds };
}

const loadings = new WeakMap<Workspace, Promise<LoadedGowalla>>();

async function load(run: BenchRun): Promise<LoadedGowalla> {
  run.say('starting Neo4j and loading gowalla …');
  const server = await startServer(run);
  return { server, ...(await importSplit(GOWALLA_TRAIN, server, run)) };
}
