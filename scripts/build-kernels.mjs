// Compiles the AssemblyScript of src/linalg/kernels/assembly to .wasm beside that folder, where sources and tests load
// it; `npm run build` copies it to dist. Nothing is compiled that is newer than what it is made from.
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import asc from 'assemblyscript/asc';

const SOURCES = 'src/linalg/kernels/assembly';
const OUTPUT = 'src/linalg/kernels';

/** No garbage collector and a memory handed in by the caller. */
const FLAGS = ['--runtime=stub', '--importMemory', '--enable=simd', '--enable=threads', '-O3', '--noAssert'];

/** A module fits either memory that threads share or memory of one thread, so every entry is built for both. */
const VARIANTS = {
  '.wasm': FLAGS,
  '-shared.wasm': [...FLAGS, '--sharedMemory', '--maximumMemory=65536'],
};

/** Number of the section that holds static data in a WebAssembly binary. */
const DATA_SECTION = 11;

await buildKernels();

async function buildKernels() {
  const entries = readdirSync(SOURCES).filter((name) => name.endsWith('.ts'));
  const changed = newest([SOURCES, 'scripts/build-kernels.mjs', 'node_modules/assemblyscript/package.json']);
  for (const entry of entries) {
    for (const [suffix, flags] of Object.entries(VARIANTS)) {
      const output = join(OUTPUT, entry.replace(/\.ts$/, suffix));
      if (modified(output) < changed) await compile(join(SOURCES, entry), output, flags);
    }
  }
}

/**
 * @param {string} entry
 * @param {string} output
 * @param {readonly string[]} flags
 */
async function compile(entry, output, flags) {
  const { error } = await asc.main([entry, '--outFile', output, ...flags], { stderr: process.stderr });
  if (error !== null) throw new Error(`${entry} does not compile.`, { cause: error });
  try {
    assertNoStaticData(output);
  } catch (found) {
    rmSync(output); // what is refused may not pass for current in the next build
    throw found;
  }
}

/**
 * Kernels also run on tfjs' heap, whose first bytes are not theirs: a data section would overwrite them.
 *
 * @param {string} path
 */
function assertNoStaticData(path) {
  const bytes = readFileSync(path);
  for (let at = 8; at < bytes.length;) {
    const section = bytes[at++];
    let size = 0;
    for (let shift = 0, more = true; more; shift += 7) {
      const byte = bytes[at++] ?? 0;
      size |= (byte & 0x7f) << shift;
      more = byte > 0x7f;
    }
    if (section === DATA_SECTION) throw new Error(`${path} has static data: avoid strings, static arrays and asserts.`);
    at += size;
  }
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
