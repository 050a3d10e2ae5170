import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { EdgewiseError } from '../../../../core/errors.js';
import type { RunContext } from '../../../../core/run-context.js';
import { tfjsNodePackage, type TensorflowFlavor } from '../load-tfjs-node.js';
import { compileAddon, installTfjsNode, placeLibraries } from './build-addon.js';
import { fetchWheels } from './fetch-wheels.js';
import { findTools } from './find-tools.js';
import { runTool } from './run-tool.js';

export interface InstalledTensorflow {
  readonly flavor: TensorflowFlavor;
  readonly directory: string;
  /** TensorFlow's version. */
  readonly version: string;
  /** Whether it finds a GPU that it can use. */
  readonly isOnGpu: boolean;
}

/**
 * Makes the engine `tensorflow` in `directory`/cpu or `directory`/gpu: TensorFlow's library out of its wheel, tfjs-node
 * out of its package, the addon between them compiled here. It is built aside and renamed into place when it was seen
 * to load; one that was there before is replaced only then.
 *
 * Errors: INSTALL_UNSUPPORTED, INSTALL_TOOL_MISSING, INSTALL_FAILED, DISK_FULL, INTERRUPTED.
 */
export async function installTensorflow(
  flavor: TensorflowFlavor,
  directory: string,
  run: RunContext,
): Promise<InstalledTensorflow> {
  assertSupported();
  const tools = await findTools(run.signal);
  await mkdir(directory, { recursive: true });
  await removeAbandoned(directory);
  const staging = await mkdtemp(join(directory, `.staging-${process.pid}-`));
  const step = (done: number, stage: string): void => run.progress({ stage, done, total: STEPS, unit: 'steps' });
  try {
    await writeFile(join(staging, 'package.json'), '{ "private": true }\n');
    const packageDirectory = join(staging, 'node_modules', tfjsNodePackage(flavor));
    const wheels = await fetchWheels(flavor, tools.python, join(staging, 'wheels'), run);
    step(1, 'install tfjs-node');
    await installTfjsNode(flavor, staging, tools, run);
    step(2, 'unpack');
    await placeLibraries(wheels, packageDirectory, tools, run);
    await rm(join(staging, 'wheels'), { recursive: true });
    step(3, 'compile');
    const addon = await compileAddon(packageDirectory, tools, run);
    step(4, 'try');
    const seen = await tryAddon(addon, run.signal);
    await replace(join(directory, flavor), staging);
    step(5, 'done');
    return { flavor, directory: join(directory, flavor), ...seen };
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

const STEPS = 5;

function assertSupported(): void {
  if (process.platform === 'linux' && process.arch === 'x64') return;
  throw new EdgewiseError(
    'INSTALL_UNSUPPORTED',
    `TensorFlow is built from its wheel on Linux on x64 only; this is ${process.platform} on ${process.arch}.`,
  );
}

/** What processes left that were killed while they installed. */
async function removeAbandoned(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const owner = /^[.]staging-([0-9]+)-/.exec(name)?.[1];
    if (owner !== undefined && !isAlive(Number(owner)))
      await rm(join(directory, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Loads the addon in a process of its own, and TensorFlow with it. */
async function tryAddon(addon: string, signal: AbortSignal): Promise<Pick<InstalledTensorflow, 'version' | 'isOnGpu'>> {
  const printed = await runTool(process.execPath, {
    words: ['-e', TRY, addon],
    purpose: 'loading what was built',
    variables: { TF_CPP_MIN_LOG_LEVEL: '2' },
    signal,
  });
  return JSON.parse(printed) as { version: string; isOnGpu: boolean };
}

const TRY = `
const binding = require(process.argv[1]);
console.log(JSON.stringify({ version: binding.TF_Version, isOnGpu: binding.isUsingGpuDevice() }));
`;

/** Puts `staging` in the place of `target`; an older one is moved aside first, since directories do not overwrite. */
async function replace(target: string, staging: string): Promise<void> {
  const older = `${staging}-older`;
  if (existsSync(target)) await rename(target, older);
  await rename(staging, target);
  await rm(older, { recursive: true, force: true });
}
