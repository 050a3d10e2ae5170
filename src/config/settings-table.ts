import { ACCESS_SETTINGS } from './access-settings.js';
import { BASELINE_SETTINGS } from './baseline-settings.js';
import { DATASET_SETTINGS } from './dataset-settings.js';
import { LIMIT_SETTINGS } from './limit-settings.js';
import { MODEL_SETTINGS } from './model-settings.js';
import { NEO4J_SETTINGS } from './neo4j-settings.js';
import { PLACE_SETTINGS } from './place-settings.js';
import { REFRESH_SETTINGS } from './refresh-settings.js';
import { SERVICE_SETTINGS } from './service-settings.js';
import type { SettingDefinition } from './setting-definition.js';
import { TRAINING_SETTINGS } from './training-settings.js';

/** Every setting of Edgewise, in the order in which the documentation lists them. */
export const SETTINGS = {
  ...PLACE_SETTINGS,
  ...NEO4J_SETTINGS,
  ...DATASET_SETTINGS,
  ...TRAINING_SETTINGS,
  ...MODEL_SETTINGS,
  ...BASELINE_SETTINGS,
  ...REFRESH_SETTINGS,
  ...SERVICE_SETTINGS,
  ...ACCESS_SETTINGS,
  ...LIMIT_SETTINGS,
} as const;

export type SettingName = keyof typeof SETTINGS;

/** The value of every setting; undefined only where the table has no default. */
export type Settings = {
  readonly [Name in SettingName]: (typeof SETTINGS)[Name] extends SettingDefinition<infer Value, infer Default>
    ? Value | Extract<Default, undefined>
    : never;
};

export const SETTING_NAMES = Object.keys(SETTINGS) as readonly SettingName[];
