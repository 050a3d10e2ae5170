// src → dist: kernels, compiled sources with their declarations, and the binaries that sources load beside themselves.
// `--if-stale` does nothing when dist is newer than everything it is made from.
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const MADE_FROM = ['src', 'package.json', 'tsconfig.json', 'tsconfig.build.json', 'scripts/build.mjs'];
const LAST_WRITTEN = 'dist/index.js';

if (!process.argv.includes('--if-stale') || isStale()) build();

/** Made elsewhere; dist stays as it was until everything has succeeded. */
function build() {
  const unfinished = `node_modules/.cache/dist.${process.pid}`;
  process.once('exit', () => rmSync(unfinished, { recursive: true, force: true }));
  node('scripts/build-kernels.mjs');
  node('scripts/copy-graphiql.mjs');
  node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json', '--outDir', unfinished);
  cpSync('src', unfinished, {
    recursive: true,
    filter: (path) => (statSync(path).isDirectory() ? !path.endsWith('assembly') : isLoadedBesideSources(path)),
  });
  rmSync('dist', { recursive: true, force: true });
  renameSync(unfinished, 'dist');
}

/** @param {string} path @returns {boolean} */
function isLoadedBesideSources(path) {
  return path.endsWith('.wasm') || path.includes('/graphiql/assets/');
}

function isStale() {
  const built = statSync(LAST_WRITTEN, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  return MADE_FROM.some((path) => changedSince(path, built));
}

/**
 * @param {string} path
 * @param {number} time milliseconds
 * @returns {boolean}
 */
function changedSince(path, time) {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs > time;
  return readdirSync(path).some((name) => changedSince(join(path, name), time));
}

/** Runs a Node program, its output on stderr, so that stdout stays with whoever asked for a build on the way. */
function node(/** @type {string[]} */ ...words) {
  const { status } = spawnSync(process.execPath, words, { stdio: ['ignore', process.stderr, process.stderr] });
  if (status !== 0) process.exit(status ?? 1);
}
