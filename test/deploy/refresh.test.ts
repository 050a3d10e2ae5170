import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { refreshCommand } from '../../src/cli/commands/refresh.js';
import { SETTINGS, type SettingName } from '../../src/config/settings-table.js';

const read = (file: string): string => readFileSync(join(import.meta.dirname, '../../deploy/refresh', file), 'utf8');

const KNOWN = new Set([
  '--json',
  '--log-level',
  ...Object.values(refreshCommand.options ?? {}).map((option) => option.flag.split(' ')[0]!),
  ...refreshCommand.settings.map((name: SettingName) => SETTINGS[name].flag?.split(' ')[0] ?? ''),
]);
const VARIABLES = new Set(Object.values(SETTINGS).map(({ variable }) => variable as string));

describe('the examples of scheduled refreshes', () => {
  it.each(['edgewise-refresh.service', 'crontab'])('%s calls the command with flags that it has', (file) => {
    const [line] = read(file)
      .split('\n')
      .filter((text) => text.includes('edgewise refresh ') && !text.startsWith('#'));
    const flags = line!.split(' ').filter((word) => word.startsWith('--'));
    expect(flags.length).toBeGreaterThan(2);
    expect(flags.filter((flag) => !KNOWN.has(flag))).toEqual([]);
  });

  it.each(['edgewise-refresh.service', 'crontab'])('%s names variables that are settings', (file) => {
    const named = [...read(file).matchAll(/EDGEWISE_[A-Z_]+/g)].map(([name]) => name);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !VARIABLES.has(name))).toEqual([]);
  });

  it('the service counts a refusal as no failure, and the timer starts that service', () => {
    expect(read('edgewise-refresh.service')).toContain('\nSuccessExitStatus=3\n');
    expect(read('edgewise-refresh.timer')).toMatch(/\nOnCalendar=/);
  });
});
