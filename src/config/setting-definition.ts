import type { ValueType } from './value-types.js';

/** One setting: everything that flags, variables, the config file and the documentation need to know of it. */
export interface SettingDefinition<Value, Default = Value | undefined> {
  /** As commander reads it; absent for a secret, which a list of processes would show. */
  readonly flag?: string;
  readonly variable: `EDGEWISE_${string}`;
  /** Key in edgewise.config.json. */
  readonly key: string;
  readonly type: ValueType<Value>;
  readonly default: Default;
  /** What stands for the default where it is undefined. */
  readonly defaultNote?: string;
  /** Never shown. */
  readonly isSecret?: true;
  /** For people, without a full stop. */
  readonly description: string;
}

export function setting<Value>(definition: SettingDefinition<Value, NoInfer<Value>>): SettingDefinition<Value, Value> {
  return definition;
}

/** A setting whose absence means something of its own, which `defaultNote` says. */
export function settingWithoutDefault<Value>(
  definition: Omit<SettingDefinition<Value>, 'default'> & { readonly defaultNote: string },
): SettingDefinition<Value, undefined> {
  return { ...definition, default: undefined };
}

/** A setting that is never shown and has no flag: a variable or the config file gives it. */
export function secretSetting<Value>(
  definition: Omit<SettingDefinition<Value>, 'default' | 'flag' | 'isSecret'> & { readonly defaultNote: string },
): SettingDefinition<Value, undefined> {
  return { ...definition, isSecret: true, default: undefined };
}
