import { existsSync } from 'node:fs';
import { defaultTensorflowDirectory } from '../config/environment.js';
import type { ValueType } from '../config/value-types.js';
import type { CommandCall } from './command-definition.js';

/** The flag alone means what this machine has. */
export const tensorflowFlavor: ValueType<'cpu' | 'gpu'> = {
  accepts: 'cpu or gpu',
  parse(raw) {
    if (raw === true) return existsSync('/dev/nvidiactl') ? 'gpu' : 'cpu';
    return raw === 'cpu' || raw === 'gpu' ? raw : undefined;
  },
};

/** `edgewise doctor --install-tensorflow`. Errors: those of the installation. */
export async function installTensorflow(
  flavor: 'cpu' | 'gpu',
  { settings, run, output }: Pick<CommandCall, 'settings' | 'run' | 'output'>,
): Promise<void> {
  const install = await import('../engine/kernels/tensorflow/install/install-tensorflow.js');
  const directory = settings.tensorflowDirectory ?? defaultTensorflowDirectory();
  const installed = await install.installTensorflow(flavor, directory, run);
  output.result(installed, () => {
    const device = installed.isOnGpu ? 'It finds a GPU.' : 'It finds no GPU and computes on processors.';
    return `TensorFlow ${installed.version} is in ${installed.directory}. ${device} Train with --engine tensorflow.`;
  });
}
