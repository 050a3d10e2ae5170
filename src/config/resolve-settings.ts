import { EdgewiseError } from '../core/errors.js';
import { readConfigFile, type ConfigFile } from './config-file.js';
import type { Environment } from './environment.js';
import type { SettingDefinition } from './setting-definition.js';
import { SETTING_NAMES, SETTINGS, type SettingName, type Settings } from './settings-table.js';

export interface SettingSources {
  /** Raw values of the flags that were given, by setting. */
  readonly flags: Readonly<Partial<Record<SettingName, unknown>>>;
  readonly environment: Environment;
  /** Given with --config; ./edgewise.config.json is read when absent and there. */
  readonly configPath?: string;
  /** What relative paths start from. */
  readonly workingDirectory: string;
}

export interface ResolvedSettings {
  readonly settings: Settings;
  /** Where each value came from, for people: `--port`, `EDGEWISE_PORT`, the config file's path and key, `default`. */
  readonly origins: Readonly<Record<SettingName, string>>;
  /** EDGEWISE_* variables that name no setting: worth a warning, for a misspelt one is silently without effect. */
  readonly unknownVariables: readonly string[];
}

/**
 * Every setting from the strongest source that gives it: flag, then variable, then config file, then default.
 * Errors: BAD_SETTING naming the source, CONFIG_UNREADABLE.
 */
export function resolveSettings(sources: SettingSources): ResolvedSettings {
  const file = readConfigFile(sources.configPath ?? sources.environment[CONFIG_VARIABLE], sources.workingDirectory);
  if (file !== undefined) refuseUnknownKeys(file);
  const values: Partial<Record<SettingName, unknown>> = {};
  const origins: Partial<Record<SettingName, string>> = {};
  for (const name of SETTING_NAMES) {
    const definition: SettingDefinition<unknown> = SETTINGS[name];
    const given = strongest(name, definition, sources, file);
    origins[name] = given?.origin ?? 'default';
    values[name] = given === undefined ? definition.default : accepted(definition, given);
  }
  return {
    settings: values as Settings,
    origins: origins as Record<SettingName, string>,
    unknownVariables: unknownVariables(sources.environment),
  };
}

export const CONFIG_VARIABLE = 'EDGEWISE_CONFIG';

interface GivenValue {
  readonly raw: unknown;
  readonly origin: string;
}

function strongest(
  name: SettingName,
  definition: SettingDefinition<unknown>,
  sources: SettingSources,
  file: ConfigFile | undefined,
): GivenValue | undefined {
  const flag = sources.flags[name];
  if (flag !== undefined) return { raw: flag, origin: definition.flag?.split(' ')[0] ?? name };
  const variable = sources.environment[definition.variable];
  if (variable !== undefined) return { raw: variable, origin: definition.variable };
  const entry = file?.values[definition.key];
  if (file !== undefined && entry !== undefined) return { raw: entry, origin: `${file.path} (${definition.key})` };
  return undefined;
}

function accepted(definition: SettingDefinition<unknown>, given: GivenValue): unknown {
  const value = definition.type.parse(given.raw);
  if (value !== undefined) return value;
  throw new EdgewiseError(
    'BAD_SETTING',
    `${given.origin} is ${definition.isSecret === true ? 'not usable' : JSON.stringify(given.raw)}; expected ${definition.type.accepts}.`,
    { place: { setting: given.origin } },
  );
}

function refuseUnknownKeys(file: ConfigFile): void {
  const known = SETTING_NAMES.map((name) => SETTINGS[name].key);
  const unknown = Object.keys(file.values).find((key) => !known.includes(key));
  if (unknown === undefined) return;
  throw new EdgewiseError('BAD_SETTING', `The config file has the key "${unknown}", which is no setting.`, {
    place: { file: file.path, setting: unknown },
    cure: `Use one of: ${known.join(', ')}.`,
  });
}

function unknownVariables(environment: Environment): string[] {
  const known = new Set<string>([CONFIG_VARIABLE, ...SETTING_NAMES.map((name) => SETTINGS[name].variable)]);
  return Object.keys(environment).filter((name) => name.startsWith('EDGEWISE_') && !known.has(name));
}
