import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunContext } from '../../../../core/run-context.js';
import { tfjsNodePackage, type TensorflowFlavor } from '../load-tfjs-node.js';
import type { Wheels } from './fetch-wheels.js';
import type { Tools } from './find-tools.js';
import { runTool } from './run-tool.js';

const TFJS_VERSION = '4.22.0';
/** Declarations of Node-API, which is the same for every Node that runs here. */
const NODE_API_HEADERS = 'node-api-headers@1.9.0';
const NODE_API_VERSION = 8;

/** Installs tfjs-node in `directory` without its scripts, whose downloads are gone. */
export async function installTfjsNode(
  flavor: TensorflowFlavor,
  directory: string,
  { npm }: Tools,
  { signal }: RunContext,
): Promise<void> {
  const packages = [`${tfjsNodePackage(flavor)}@${TFJS_VERSION}`, NODE_API_HEADERS];
  await runTool(npm, {
    words: ['install', '--prefix', directory, '--ignore-scripts', '--no-audit', '--no-fund', ...packages],
    purpose: `installing ${packages.join(' and ')}`,
    workingDirectory: directory,
    signal,
  });
}

/** Takes libraries and headers out of the wheels into the places where tfjs-node has them; the wheels are removed. */
export async function placeLibraries(
  wheels: Wheels,
  packageDirectory: string,
  { python }: Tools,
  { signal }: RunContext,
): Promise<void> {
  const deps = join(packageDirectory, 'deps');
  const purpose = 'unpacking TensorFlow';
  for (const wheel of [wheels.tensorflow, ...wheels.cuda]) {
    await runTool(python, { words: ['-c', UNPACK, wheel, deps], purpose, signal });
    await rm(wheel);
  }
  for (const [link, target] of Object.entries(LINKS)) await symlink(target, join(deps, 'lib', link));
}

/** Libraries lie flat in lib, where they find one another; headers keep their folders. */
const UNPACK = `
import os, re, shutil, sys, zipfile
wheel, deps = zipfile.ZipFile(sys.argv[1]), sys.argv[2]
library = re.compile(r'tensorflow/(libtensorflow_(?:cc|framework)[.]so[.]2)$|nvidia/.+/lib/([^/]+[.]so[.0-9]*)$')
header = re.compile(r'tensorflow/(include/(?:tensorflow/c|tensorflow/core/platform|tensorflow/tsl|tsl|xla/tsl)/.+[.]h)$')
for name in wheel.namelist():
    if found := library.match(name):
        target = os.path.join(deps, 'lib', found[1] or found[2])
    elif found := header.match(name):
        target = os.path.join(deps, found[1])
    else:
        continue
    os.makedirs(os.path.dirname(target), exist_ok=True)
    with wheel.open(name) as source, open(target, 'wb') as copy:
        shutil.copyfileobj(source, copy, 1 << 20)
`;

/** Names that the linker looks for, and what libtensorflow once was: TensorFlow's C++ library has its C interface too. */
const LINKS = {
  'libtensorflow.so.2': 'libtensorflow_cc.so.2',
  'libtensorflow.so': 'libtensorflow.so.2',
  'libtensorflow_framework.so': 'libtensorflow_framework.so.2',
};

/** Compiles the addon; returns its path. */
export async function compileAddon(packageDirectory: string, tools: Tools, { signal }: RunContext): Promise<string> {
  const folder = join(packageDirectory, 'lib', `napi-v${NODE_API_VERSION}`);
  const addon = join(folder, 'tfjs_binding.node');
  await mkdir(folder, { recursive: true });
  await runTool(tools.compiler, {
    words: [
      ...['-O2', '-shared', '-fPIC', '-std=c++17', `-DNAPI_VERSION=${NODE_API_VERSION}`],
      ...['-DNODE_GYP_MODULE_NAME=tfjs_binding', '-DBUILDING_NODE_EXTENSION'],
      ...['-I../../node-api-headers/include', '-I..', '-Ideps/include'],
      ...['binding/tfjs_backend.cc', 'binding/tfjs_binding.cc', '-Ldeps/lib', '-ltensorflow', '-ltensorflow_framework'],
      ...['-Wl,-rpath,$ORIGIN/../../deps/lib', '-o', addon],
    ],
    purpose: 'compiling the addon of tfjs-node',
    workingDirectory: packageDirectory,
    signal,
  });
  return addon;
}
