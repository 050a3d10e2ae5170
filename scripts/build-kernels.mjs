// Compiles the AssemblyScript of src/linalg/kernels/assembly to .wasm beside that folder, where sources and tests load
// it; `npm run build` copies it to dist. Nothing is compiled that is newer than what it is made from.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const SOURCES = 'src/linalg/kernels/assembly';
const OUTPUT = 'src/linalg/kernels';

/** No garbage collector, and a memory handed in by the caller. */
const FLAGS = ['--runtime=stub', '--importMemory', '--enable=simd', '--enable=threads', '-O3'];

/** A memory shared by threads is another type to WASM than one that is not, so each kind has a binary of its own. */
const BINARIES = [
  { entry: 'kernels.ts', output: 'kernels.wasm', flags: FLAGS },
  { entry: 'kernels.ts', output: 'kernels-shared.wasm', flags: [...FLAGS, '--sharedMemory', '--maximumMemory=65536'] },
];

const changed = newest([SOURCES, 'scripts/build-kernels.mjs', 'node_modules/assemblyscript/package.json']);
for (const { entry, output, flags } of BINARIES) {
  const target = join(OUTPUT, output);
  if (modified(target) < changed) await compile(join(SOURCES, entry), target, flags);
}

/**
 * @param {string} entry
 * @param {string} target
 * @param {readonly string[]} flags
 */
async function compile(entry, target, flags) {
  const { error } = await asc.main([entry, '--outFile', target, ...flags], { stderr: process.stderr });
  if (error !== null) throw error;
}

/** @param {string[]} paths @returns {number} */
function newest(paths) {
  return Math.max(
    ...paths.map((path) => {
      const inside = statSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [];
      return Math.max(modified(path), newest(inside));
    }),
  );
}

/** @param {string} path @returns {number} milliseconds; 0 when there is no such file */
function modified(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
