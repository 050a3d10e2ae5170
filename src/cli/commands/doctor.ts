import type { SettingDefinition } from '../../config/setting-definition.js';
import { SETTING_NAMES, SETTINGS, type SettingName } from '../../config/settings-table.js';
import { STORE_SETTINGS } from '../../config/neo4j-settings.js';
import { defineCommand, type CommandCall } from '../command-definition.js';
import { runChecks, type HealthCheck } from '../health-checks.js';
import { installTensorflow, tensorflowFlavor } from '../install-tensorflow.js';
import { renderTable } from '../terminal/table.js';

export const doctorCommand = defineCommand({
  name: 'doctor',
  summary: 'look at this machine, the engine, the store and the snapshot',
  description:
    'Ends with 1 when a check fails. What is not there yet, such as a snapshot before the first training, is a remark. ' +
    'With --json the settings are listed too, each with the source that it came from. ' +
    'With --install-tensorflow it builds the engine `tensorflow` from the TensorFlow wheel that pip fetches, for which ' +
    'it needs Python with pip, a C++ compiler and npm, and does nothing else.',
  options: {
    installTensorflow: {
      flag: '--install-tensorflow [flavor]',
      type: tensorflowFlavor,
      description: 'install TensorFlow for `gpu` (NVIDIA, about 5 GB) or `cpu` (1.2 GB); alone, for what is here',
    },
  },
  settings: [...STORE_SETTINGS, 'snapshotDirectory', 'engine', 'threads', 'tensorflowDirectory'],
  isQuiet: true,
  examples: [
    { command: 'edgewise doctor', shows: 'what is well and what is not, with what to do' },
    { command: 'edgewise doctor --engine tensorflow', shows: 'the same, with another engine than `auto` would take' },
    { command: 'edgewise doctor --install-tensorflow gpu', shows: 'TensorFlow with CUDA for `--engine tensorflow`' },
  ],
  async run(call) {
    const { installTensorflow: flavor } = call.options;
    if (flavor !== undefined) return installTensorflow(flavor, call);
    const checks = await runChecks(call);
    const settings = SETTING_NAMES.map((name) => ({ name, value: shown(name, call), from: call.origins[name] }));
    call.output.result({ checks: checks.map(({ error: _, ...check }) => check), settings }, () => renderChecks(checks));
    for (const { error } of checks) if (error !== undefined) throw error;
  },
});

/** A value as others may see it: no password, not even one that was written into a URL. */
function shown(name: SettingName, { settings }: Pick<CommandCall, 'settings'>): unknown {
  const definition: SettingDefinition<unknown> = SETTINGS[name];
  const value = settings[name];
  if (definition.isSecret === true) return value === undefined ? undefined : '…';
  return name === 'storeUrl' ? settings.storeUrl.replace(/\/\/[^/]*@/, '//…@') : value;
}

function renderChecks(checks: readonly HealthCheck[]): string {
  return renderTable(
    [{ title: 'check' }, { title: '' }, { title: 'found' }],
    checks.map(({ name, status, found }) => [name, status, found]),
  );
}
