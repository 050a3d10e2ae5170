import { randomUUID } from 'node:crypto';
import { access, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SETTINGS, type SettingName } from '../../config/settings-table.js';
import { EdgewiseError } from '../../core/errors.js';
import { replaceDurably } from '../../snapshot/durable-files.js';
import type { TuningReport } from '../../tune/tuning-report.js';

/**
 * Where the config file will go, checked before the long work that it comes from.
 * Errors: OUTPUT_EXISTS, for what somebody wrote there is not ours to replace; FILE_NOT_FOUND without its directory.
 */
export async function checkTunedFile(path: string): Promise<void> {
  const found = await stat(dirname(path)).catch(() => undefined);
  if (found?.isDirectory() !== true) {
    throw new EdgewiseError('FILE_NOT_FOUND', `There is no directory ${dirname(path)} to write a config file to.`, {
      place: { file: path },
    });
  }
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (isThere)
    throw new EdgewiseError('OUTPUT_EXISTS', `${path} is there already.`, { place: { setting: '--output' } });
}

/** Writes the settings of the best standing. Errors: OUTPUT_EXISTS; DISK_FULL. */
export async function writeTunedFile(path: string, report: TuningReport): Promise<void> {
  await checkTunedFile(path); // it may have come while trials ran
  await replaceDurably(path, `${path}.${randomUUID()}.tmp`, `${JSON.stringify(tunedSettings(report), null, 2)}\n`);
}

/** As edgewise.config.json has them: by key, the model first. */
export function tunedSettings({ model, standings: [best] }: TuningReport): Record<string, unknown> {
  const entries = Object.entries(best?.configuration ?? {});
  return { model, ...Object.fromEntries(entries.map(([name, value]) => [SETTINGS[name as SettingName].key, value])) };
}
