import { describe, expect, it } from '@jest/globals';
import { COMMANDS } from '../../src/cli/command-list.js';
import { packageVersion } from '../../src/cli/package-version.js';
import { runMain } from './run-main.js';

describe('edgewise', () => {
  it('answers on stdout and exits 0', async () => {
    const { exitCode, stdout, stderr } = await runMain(['version']);
    expect([exitCode, stderr]).toEqual([0, '']);
    expect(stdout).toContain(packageVersion());
  });

  it('answers one JSON object with --json', async () => {
    const { stdout } = await runMain(['version', '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ edgewise: packageVersion() });
  });

  it('suggests the command that was meant and exits 2', async () => {
    const { exitCode, stdout, stderr } = await runMain(['verison']);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain("USAGE: unknown command 'verison' (Did you mean version?)");
    expect(stderr).toContain('edgewise --help');
  });

  it('suggests the option that was meant and names the command whose help to read', async () => {
    const { exitCode, stderr } = await runMain(['version', '--jsn']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Did you mean --json?');
    expect(stderr).toContain('edgewise version --help');
  });

  it('prints an error as one JSON object on stderr with --json', async () => {
    const { exitCode, stdout, stderr } = await runMain(['version', '--json', '--log-level', 'loud']);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(JSON.parse(stderr)).toMatchObject({
      error: { code: 'BAD_SETTING', exitCode: 2, place: { setting: '--log-level' } },
    });
  });

  it('refuses words that a command does not take', async () => {
    expect((await runMain(['version', 'now'])).exitCode).toBe(2);
  });

  it('shows help on stderr and exits 2 when no command is given', async () => {
    const { exitCode, stdout, stderr } = await runMain([]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: edgewise');
  });

  it('warns of a variable that looks like a setting and is none', async () => {
    const { exitCode, stderr } = await runMain(['version'], { EDGEWISE_PROT: '1' });
    expect(exitCode).toBe(0);
    expect(stderr).toContain('EDGEWISE_PROT');
  });
});

const paths = COMMANDS.flatMap((entry) =>
  'commands' in entry ? entry.commands.map((command) => [entry.name, command.name]) : [[entry.name]],
);

describe.each(paths)('edgewise %s', (...path) => {
  const words = path.filter((word) => typeof word === 'string');

  it('shows its examples in --help and exits 0', async () => {
    const { exitCode, stdout } = await runMain([...words, '--help']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`Usage: edgewise ${words.join(' ')}`);
    expect(stdout).toContain(`Examples:\n  $ edgewise ${words.join(' ')}`);
    expect(stdout).toContain('--json');
  });
});
