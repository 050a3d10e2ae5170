import { readdirSync, statSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunContext } from '../../../../core/run-context.js';
import type { TensorflowFlavor } from '../load-tfjs-node.js';
import { runTool } from './run-tool.js';

/** The TensorFlow whose library tfjs-node 4.22.0 was tested with. */
const TENSORFLOW_VERSION = '2.21.0';

const WHEELS: Readonly<Record<TensorflowFlavor, string>> = {
  cpu: `tensorflow_cpu==${TENSORFLOW_VERSION}`,
  gpu: `tensorflow==${TENSORFLOW_VERSION}`,
};

/** Wheels are chosen for the library in them: any Python can fetch those of this one. */
const ONE_PYTHON = [
  '--only-binary=:all:',
  ...['--python-version', '3.11', '--implementation', 'cp', '--abi', 'cp311', '--abi', 'abi3', '--abi', 'none'],
  ...['manylinux_2_27', 'manylinux_2_17', 'manylinux2014'].flatMap((name) => ['--platform', `${name}_x86_64`]),
];

export interface Wheels {
  /** Path of TensorFlow's own. */
  readonly tensorflow: string;
  /** Paths of those that hold CUDA's libraries; none for processors. */
  readonly cuda: readonly string[];
}

/** Fetches with pip what the flavor needs, into new folders of `directory`. Errors: those of runTool. */
export async function fetchWheels(
  flavor: TensorflowFlavor,
  python: string,
  directory: string,
  run: RunContext,
): Promise<Wheels> {
  const fetch = (folder: string, requirements: readonly string[]) =>
    fetchInto(join(directory, folder), requirements, python, run);
  const [tensorflow] = await fetch('tensorflow', [WHEELS[flavor]]);
  if (flavor === 'cpu') return { tensorflow: tensorflow!, cuda: [] };
  const printed = await runTool(python, {
    words: ['-c', PRINT_CUDA_REQUIREMENTS, tensorflow!],
    purpose: "reading TensorFlow's requirements",
    signal: run.signal,
  });
  return { tensorflow: tensorflow!, cuda: await fetch('cuda', printed.trim().split('\n')) };
}

/** What TensorFlow's extra `and-cuda` asks for, but for the compiler of kernels, which nothing here needs. */
const PRINT_CUDA_REQUIREMENTS = `
import sys, zipfile
wheel = zipfile.ZipFile(sys.argv[1])
metadata = next(name for name in wheel.namelist() if name.endswith('.dist-info/METADATA'))
for line in wheel.read(metadata).decode().splitlines():
    if line.startswith('Requires-Dist: nvidia-') and 'nvcc' not in line:
        print(line.split(':', 1)[1].split(';')[0].strip())
`;

async function fetchInto(
  folder: string,
  requirements: readonly string[],
  python: string,
  run: RunContext,
): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const words = ['-m', 'pip', 'download', '--no-deps', '--no-input', '--progress-bar', 'off'];
  const watch = setInterval(
    () => run.progress({ stage: 'download', done: bytesUnder(folder), unit: 'bytes' }),
    WATCH_MILLISECONDS,
  );
  try {
    await runTool(python, {
      words: [...words, ...ONE_PYTHON, '--dest', folder, ...requirements],
      purpose: `fetching ${requirements.join(', ')}`,
      signal: run.signal,
      variables: { TMPDIR: folder },
    });
  } finally {
    clearInterval(watch);
  }
  const names = await readdir(folder);
  return names.filter((name) => name.endsWith('.whl')).map((name) => join(folder, name));
}

const WATCH_MILLISECONDS = 500;

/** pip writes what it has so far into temporary folders beside the wheels, which may vanish under the look. */
function bytesUnder(folder: string): number {
  try {
    const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const sizes = entries.map((entry) => statSync(join(folder, entry), { throwIfNoEntry: false })?.size ?? 0);
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return 0;
  }
}
