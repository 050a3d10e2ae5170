import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchRun } from '../harness/bench.js';

/** What RecBole 1.2.1 runs on: the last numpy, scipy and pandas before changes that its code does not know. */
const REQUIREMENTS = [
  ...['torch==2.2.2', 'numpy==1.26.4', 'scipy==1.10.1', 'pandas==2.1.4', 'scikit-learn==1.3.2', 'colorlog==4.7.2'],
  ...['colorama==0.4.4', 'tqdm', 'pyyaml', 'tensorboard', 'thop', 'tabulate', 'plotly', 'texttable', 'psutil'],
  'threadpoolctl',
];

/** Outside the repository, so that it is installed once: 2.6 GB, since torch's wheel has CUDA in it. */
const PLACE = join(homedir(), '.cache', 'edgewise', 'bench', 'recbole-1.2.1');

export interface PythonEnvironment {
  readonly python: string;
  readonly variables: NodeJS.ProcessEnv;
}

/**
 * A virtual environment with RecBole, made at the first call; undefined where there is no Python from 3.9 to 3.11.
 * Rejects when pip fails.
 */
export async function pythonEnvironment(bench: BenchRun): Promise<PythonEnvironment | undefined> {
  const environment = { python: join(PLACE, 'bin', 'python'), variables: withoutKernelChoice(process.env) };
  if (existsSync(environment.python)) return environment;
  const python = await suitablePython();
  if (python === undefined) return undefined;
  bench.say('installing RecBole, once: some minutes …');
  const staging = `${PLACE}-${process.pid}`;
  const run = (program: string, words: string[]) =>
    promisify(execFile)(program, words, { signal: bench.signal, maxBuffer: 2 ** 26 });
  try {
    await mkdir(dirname(PLACE), { recursive: true });
    await run(python, ['-m', 'venv', staging]);
    const pip = (...words: string[]) =>
      run(join(staging, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...words]);
    await pip(...REQUIREMENTS);
    await pip('--no-deps', 'recbole==1.2.1');
    await rename(staging, PLACE);
    return environment;
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function suitablePython(): Promise<string | undefined> {
  for (const name of ['python3', 'python3.11', 'python3.10', 'python3.9']) {
    const found = await promisify(execFile)(name, ['-c', 'import sys; print(sys.version_info[:2])']).catch(() => null);
    if (found !== null && /\(3, (9|10|11)\)/.test(found.stdout)) return name;
  }
  return undefined;
}

/** numpy's BLAS takes the kernel that fits the processor, whatever was chosen for older builds. */
function withoutKernelChoice({
  OPENBLAS_CORETYPE: _,
  OPENBLAS_L2_SIZE: __,
  ...others
}: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return others;
}
