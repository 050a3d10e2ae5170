import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { resolveSettings, type SettingSources } from '../../src/config/resolve-settings.js';
import type { SettingDefinition } from '../../src/config/setting-definition.js';
import { SETTING_NAMES, SETTINGS } from '../../src/config/settings-table.js';
import { isEdgewiseError } from '../../src/core/errors.js';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'edgewise-config-'));
});

afterEach(() => {
  rmSync(directory, { recursive: true });
});

const resolveWith = (sources: Partial<SettingSources> = {}) =>
  resolveSettings({ flags: {}, environment: {}, workingDirectory: directory, ...sources });

const writeConfig = (content: object | string, name = 'edgewise.config.json'): string => {
  const path = join(directory, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const errorOf = (action: () => unknown): unknown => {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
};

describe('resolveSettings', () => {
  it('answers the defaults of the table when no source gives anything', () => {
    const { settings, origins, unknownVariables } = resolveWith();
    expect(settings.storeUrl).toBe('embedded:./data/store');
    expect(settings.port).toBe(4000);
    expect(settings.threads).toBeUndefined();
    expect(new Set(Object.values(origins))).toEqual(new Set(['default']));
    expect(unknownVariables).toEqual([]);
  });

  it('lets a flag win over a variable, and a variable over the config file', () => {
    writeConfig({ port: 1, host: 'file', seed: 7 });
    const { settings, origins } = resolveWith({
      flags: { port: '3' },
      environment: { EDGEWISE_PORT: '2', EDGEWISE_HOST: 'variable' },
    });
    expect(settings).toMatchObject({ port: 3, host: 'variable', seed: 7 });
    expect(origins.port).toBe('--port');
    expect(origins.host).toBe('EDGEWISE_HOST');
    expect(origins.seed).toBe(`${join(directory, 'edgewise.config.json')} (seed)`);
  });

  it('reads the config file that is named, by flag or by EDGEWISE_CONFIG', () => {
    const path = writeConfig({ port: 5 }, 'other.json');
    expect(resolveWith({ configPath: path }).settings.port).toBe(5);
    expect(resolveWith({ environment: { EDGEWISE_CONFIG: path } }).settings.port).toBe(5);
  });

  it('takes lists and weights as text from a flag and as JSON from the file', () => {
    writeConfig({ behaviors: ['view', 'like'], behaviorWeights: { view: 1, like: 2.5 } });
    const expected = { behaviors: ['view', 'like'], behaviorWeights: { view: 1, like: 2.5 } };
    expect(resolveWith().settings).toMatchObject(expected);
    const flags = { behaviors: 'view, like', behaviorWeights: 'view=1,like=2.5' };
    expect(resolveWith({ flags }).settings).toMatchObject(expected);
  });

  it.each([
    ['--port', { flags: { port: 'eighty' } }],
    ['EDGEWISE_PORT', { environment: { EDGEWISE_PORT: '70000' } }],
    ['EDGEWISE_MAX_REJECTED', { environment: { EDGEWISE_MAX_REJECTED: '' } }],
    ['--behavior-weights', { flags: { behaviorWeights: 'view' } }],
    ['--behavior-weights', { flags: { behaviorWeights: 'view=-1' } }],
    ['--engine', { flags: { engine: 'abacus' } }],
  ] as const)('refuses a value that %s cannot have and names the source', (source, sources) => {
    const error = errorOf(() => resolveWith(sources));
    expect(isEdgewiseError(error, 'BAD_SETTING')).toBe(true);
    expect(String(error)).toContain(source);
    expect(String(error)).toContain('expected');
  });

  it('refuses a value of the config file and names the file and key', () => {
    writeConfig({ port: '80 80' });
    const error = errorOf(() => resolveWith());
    expect(String(error)).toContain('edgewise.config.json (port)');
  });

  it('refuses a key of the config file that is no setting', () => {
    writeConfig({ prot: 80 });
    expect(
      isEdgewiseError(
        errorOf(() => resolveWith()),
        'BAD_SETTING',
      ),
    ).toBe(true);
  });

  it.each(['not json', '[1]', 'null'])('refuses a config file that holds %s', (content) => {
    writeConfig(content);
    expect(
      isEdgewiseError(
        errorOf(() => resolveWith()),
        'CONFIG_UNREADABLE',
      ),
    ).toBe(true);
  });

  it('refuses a named config file that is missing', () => {
    const error = errorOf(() => resolveWith({ configPath: 'missing.json' }));
    expect(isEdgewiseError(error, 'CONFIG_UNREADABLE')).toBe(true);
  });

  it('quotes no secret that it refuses', () => {
    const error = errorOf(() => resolveWith({ environment: { EDGEWISE_NEO4J_PASSWORD: ' ' } }));
    expect(error).toMatchObject({ code: 'BAD_SETTING', message: expect.not.stringContaining('" "') });
  });

  it('tells of EDGEWISE_ variables that name no setting', () => {
    const environment = { EDGEWISE_PROT: '80', EDGEWISE_PORT: '80', PATH: '/bin' };
    expect(resolveWith({ environment }).unknownVariables).toEqual(['EDGEWISE_PROT']);
  });
});

describe('the settings table', () => {
  it('has no flag, variable or key twice', () => {
    for (const part of ['flag', 'variable', 'key'] as const) {
      const definitions = SETTING_NAMES.map((name): SettingDefinition<unknown> => SETTINGS[name]);
      const values = definitions
        .map((definition) => definition[part]?.split(' ')[0])
        .filter((value) => value !== undefined);
      expect(new Set(values).size).toBe(values.length);
    }
  });

  it('has defaults that it accepts itself, also when written as text', () => {
    for (const name of SETTING_NAMES) {
      const value: unknown = SETTINGS[name].default;
      if (typeof value !== 'string' && typeof value !== 'number') continue;
      expect(resolveWith({ flags: { [name]: value } }).settings[name]).toEqual(value);
      expect(resolveWith({ flags: { [name]: String(value) } }).settings[name]).toEqual(value);
    }
  });
});
