import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Configuration } from '../../src/tune/search-space.js';
import { describeMachine, type Machine } from '../harness/machine.js';
import type { PublishedRun } from './published-run.js';

const RESULTS = 'bench/results/quality-full.json';

/** One reading of a test side, with what it was read by. */
export interface FullResult extends PublishedRun {
  readonly row: string;
  readonly seed: number;
  readonly settings: Configuration;
  readonly commit: string;
  readonly machine: Machine;
}

export async function fullResults(): Promise<readonly FullResult[]> {
  return existsSync(RESULTS) ? (JSON.parse(await readFile(RESULTS, 'utf8')) as FullResult[]) : [];
}

/** The results of a row under these settings, by seed. */
export function resultsOf(results: readonly FullResult[], row: string, settings: Configuration): readonly FullResult[] {
  return results
    .filter((result) => result.row === row && isDeepStrictEqual(result.settings, settings))
    .sort((a, b) => a.seed - b.seed);
}

/** Adds one reading in place of an older one of the same row and seed; the file is replaced whole. */
export async function keepResult(result: Omit<FullResult, 'commit' | 'machine'>): Promise<void> {
  const others = (await fullResults()).filter(({ row, seed }) => row !== result.row || seed !== result.seed);
  const kept = [...others, { ...result, commit: currentCommit(), machine: describeMachine() }];
  await mkdir(dirname(RESULTS), { recursive: true });
  await writeFile(`${RESULTS}.tmp`, `${JSON.stringify(kept, null, 2)}\n`);
  await rename(`${RESULTS}.tmp`, RESULTS);
}

function currentCommit(): string {
  const git = (...words: string[]): string => execFileSync('git', words, { encoding: 'utf8' }).trim();
  const isChanged = git('status', '--porcelain', '--untracked-files=no', 'src') !== '';
  return `${git('rev-parse', '--short', 'HEAD')}${isChanged ? ' with changes' : ''}`;
}
