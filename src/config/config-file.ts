import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { EdgewiseError } from '../core/errors.js';

const DEFAULT_CONFIG_FILE = 'edgewise.config.json';

export interface ConfigFile {
  readonly path: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Reads the named config file, or ./edgewise.config.json when none is named and it exists.
 * Errors: CONFIG_UNREADABLE.
 */
export function readConfigFile(named: string | undefined, workingDirectory: string): ConfigFile | undefined {
  const path = resolve(workingDirectory, named ?? DEFAULT_CONFIG_FILE);
  if (named === undefined && !existsSync(path)) return undefined;
  const values = parseJson(path);
  if (typeof values !== 'object' || values === null || Array.isArray(values)) {
    throw new EdgewiseError('CONFIG_UNREADABLE', `${path} must hold one JSON object.`, { place: { file: path } });
  }
  return { path, values: { ...values } };
}

function parseJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new EdgewiseError('CONFIG_UNREADABLE', `Cannot read the config file: ${reason}`, {
      place: { file: path },
      cause,
    });
  }
}
