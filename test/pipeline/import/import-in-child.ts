import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';

const LOADER = join(import.meta.dirname, '../../../scripts/typescript.mjs');
const PROGRAM = join(import.meta.dirname, 'import-slowly.ts');

/** Imports a csv file into an embedded store in a process that can be killed; it writes a word on stdout after each batch. */
export function importInChild(
  storePath: string,
  csvPath: string,
): ChildProcess & { readonly stdout: NodeJS.ReadableStream } {
  const words = ['--import', LOADER, PROGRAM, storePath, csvPath];
  return spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
}
