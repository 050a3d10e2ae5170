import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import type { CsrMatrix } from '../../src/linalg/csr.js';
import type { BenchRun, Measurement, Section } from '../harness/bench.js';
import { powerLawAdjacency } from '../spmm/power-law-graph.js';
import { startStepping } from './stepping-process.js';
import { takeTurns } from './take-turns.js';
import { TYPESCRIPT } from './typescript.js';

const RATIO = 'csrMatMul, wasm 2 threads ÷ native C 1 thread';

/** Our sparse product beside one in C that is compiled on the spot, on one graph, taking turns. */
export const productSection: Section = {
  name: 'product',
  needs: [],
  bars: [{ name: RATIO, limit: 1.5, unit: '×', passes: 'within' }],
  async measure(run): Promise<Measurement> {
    const program = await compileNative(run);
    if (program === undefined) return { values: {}, skipped: { [RATIO]: 'no C compiler here' } };
    const graph = run.workspace.path('graph.bin');
    await writeFile(graph, graphBytes(powerLawAdjacency()));
    const native = await startStepping(program, [graph]);
    const ours = await startStepping(process.execPath, [...TYPESCRIPT, 'bench/engine/product-steps.ts']);
    try {
      const [nativeMs, oursMs] = await takeTurns([native, ours], { rounds: 12, steps: 15 }, run.signal);
      const note = `${ours.about}: ${oursMs!.toFixed(1)} ms; ${native.about}: ${nativeMs!.toFixed(1)} ms; medians of 180, in turns`;
      return { values: { [RATIO]: oursMs! / nativeMs! }, note };
    } finally {
      native.end();
      ours.end();
    }
  },
};

/** undefined where there is no compiler. */
async function compileNative({ workspace, signal }: BenchRun): Promise<string | undefined> {
  const program = workspace.path('native-product');
  const words = [
    '-O3',
    '-march=native',
    ...(process.arch === 'x64' ? ['-mprefer-vector-width=512'] : []),
    '-o',
    program,
  ];
  try {
    await promisify(execFile)('cc', [...words, 'bench/engine/native_product.c'], { signal });
    return program;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function graphBytes({ rows, indptr, indices, values }: CsrMatrix): Buffer {
  const parts = [Int32Array.of(rows, indices.length), indptr, indices, values!];
  return Buffer.concat(parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)));
}
