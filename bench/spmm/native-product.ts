import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import type { CsrMatrix } from '../../src/linalg/csr.js';
import type { Workspace } from '../harness/workspace.js';

const SOURCE = 'bench/spmm/native/spmm.c';
const FLAGS = ['-O3', '-march=native', '-std=c11'];

/** The product of native/spmm.c, compiled on the spot, in a process that answers one question at a time. */
export interface NativeProduct {
  /** Milliseconds of one product. */
  product(): Promise<number>;
  /** Gigabytes a second of a triad on one thread. */
  triad(): Promise<number>;
  /** Sum of the entries of the last product, to see that both computed the same. */
  sum(): Promise<number>;
  stop(): void;
}

/** `undefined` where the machine has no C compiler (`cc`). dense: [rows, 64] */
export async function startNativeProduct(
  pattern: CsrMatrix,
  scale: Float32Array,
  dense: Float32Array,
  workspace: Workspace,
): Promise<NativeProduct | undefined> {
  const [program, arrays] = [workspace.path('spmm'), workspace.path('spmm.bin')];
  try {
    await promisify(execFile)('cc', [...FLAGS, SOURCE, '-o', program]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const sizes = Int32Array.of(pattern.rows, pattern.indices.length);
  const parts = [sizes, pattern.indptr, pattern.indices, scale, dense];
  await writeFile(
    arrays,
    Buffer.concat(parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))),
  );
  return conversation(spawn(program, [arrays]));
}

function conversation(child: ChildProcessWithoutNullStreams): NativeProduct {
  const lines: AsyncIterator<string> = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ask = async (question: string): Promise<number> => {
    child.stdin.write(`${question}\n`);
    const answer = await lines.next();
    if (answer.done === true) throw new Error('The native product ended before it answered.');
    return Number(answer.value);
  };
  return {
    product: () => ask('product'),
    triad: () => ask('triad'),
    sum: () => ask('sum'),
    stop: () => child.kill(),
  };
}
