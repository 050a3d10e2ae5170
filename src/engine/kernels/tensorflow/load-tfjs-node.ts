import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import util from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { quietTensorflow } from '../../../config/environment.js';
import { EdgewiseError } from '../../../core/errors.js';

export type TensorflowFlavor = 'gpu' | 'cpu';

const PACKAGES: Readonly<Record<TensorflowFlavor, string>> = {
  gpu: '@tensorflow/tfjs-node-gpu',
  cpu: '@tensorflow/tfjs-node',
};

export function tfjsNodePackage(flavor: TensorflowFlavor): string {
  return PACKAGES[flavor];
}

export interface FoundTfjsNode {
  readonly flavor: TensorflowFlavor;
  /** Its main module. */
  readonly path: string;
}

/**
 * Where tfjs-node is: in the directory that `edgewise doctor --install-tensorflow` fills, else in node_modules; the
 * build for GPUs before the other. undefined where it is nowhere.
 */
export function findTfjsNode(directory: string): FoundTfjsNode | undefined {
  const flavors = ['gpu', 'cpu'] as const;
  const installed = flavors.map((flavor) => ({ flavor, path: join(directory, flavor, 'package.json') }));
  const candidates = [
    ...installed.filter(({ path }) => existsSync(path)),
    ...flavors.map((flavor) => ({ flavor, path: import.meta.url })),
  ];
  for (const { flavor, path } of candidates) {
    try {
      return { flavor, path: createRequire(path).resolve(PACKAGES[flavor]) };
    } catch {
      continue; // Not here: optional.
    }
  }
  return undefined;
}

/**
 * Loads tfjs-node, which registers tfjs' backend `tensorflow` and all its kernels.
 * Errors: ENGINE_UNAVAILABLE when its version is not the one known or it does not load.
 */
export function loadTfjsNode({ path }: FoundTfjsNode): void {
  const load = createRequire(path);
  const { version } = load(join(dirname(path), '../package.json')) as { version: string };
  if (version !== KNOWN_VERSION) {
    throw new EdgewiseError('ENGINE_UNAVAILABLE', `tfjs-node is ${version}; kernels fit ${KNOWN_VERSION}.`);
  }
  quietTensorflow();
  mendUtil();
  shareTfjs(load);
  try {
    load(path);
  } catch (cause) {
    throw new EdgewiseError('ENGINE_UNAVAILABLE', `TensorFlow at ${dirname(path)} does not load.`, { cause });
  }
}

const KNOWN_VERSION = '4.22.0';

/** tfjs-node calls what Node 23 removed. */
function mendUtil(): void {
  const removed = util as unknown as Record<string, unknown>;
  removed['isNullOrUndefined'] ??= (value: unknown) => value === null || value === undefined;
  removed['isArray'] ??= Array.isArray;
}

/** A tfjs-node outside our node_modules brings a tfjs of its own; it gets ours, so that one is loaded and not two. */
function shareTfjs(load: NodeJS.Require): void {
  const ours = createRequire(import.meta.url);
  const theirs = load.resolve('@tensorflow/tfjs');
  if (theirs === ours.resolve('@tensorflow/tfjs')) return;
  const loaded: unknown = ours('@tensorflow/tfjs');
  if ((loaded as typeof tf).engine() !== tf.engine()) {
    throw new EdgewiseError('ENGINE_UNAVAILABLE', 'Two copies of tfjs are loaded that do not know one another.');
  }
  load.cache[theirs] = ours.cache[ours.resolve('@tensorflow/tfjs')];
}
