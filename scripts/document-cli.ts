// docs/cli.md from the command definitions and the settings table; `--check` fails when what is committed is not current.
import { readFileSync, writeFileSync } from 'node:fs';
import { Writable } from 'node:stream';
import { CommanderError } from 'commander';
import { buildProgram } from '../src/cli/build-program.js';
import { COMMANDS } from '../src/cli/command-list.js';
import type { SettingDefinition } from '../src/config/setting-definition.js';
import { SETTING_NAMES, SETTINGS } from '../src/config/settings-table.js';

const TARGET = 'docs/cli.md';
const INTRODUCTION = `# Command line

Generated from the command definitions by \`npm run docs\`; edit src/cli/commands and src/config instead.

Every command answers on stdout and writes logs, progress and errors to stderr. With \`--json\` the answer is one JSON
object a line, and an error is one JSON object on stderr: \`{"error": {"code", "message", "place", "cure", "exitCode"}}\`.
A progress bar is drawn only where stderr is a terminal; elsewhere a long job logs a line every ten seconds. Colors appear
on terminals only, and never when \`NO_COLOR\` is set.

| exit code | meaning |
|---|---|
| 0 | done |
| 1 | failure |
| 2 | usage: unknown words, or a setting outside what it accepts |
| 3 | refused by a gate: too many rejected lines, or a refresh that would publish a worse model |
| 130 | interrupted by Ctrl-C or SIGTERM; a second Ctrl-C exits at once. \`serve\` ends with 0: stopping is how it ends |

Codes of errors are listed in [errors.md](errors.md).
`;

const text = [INTRODUCTION, settingsSection(), ...commandSections()].join('\n');
if (!process.argv.includes('--check')) writeFileSync(TARGET, text);
else if (readFileSync(TARGET, 'utf8') !== text) {
  console.error(`${TARGET} is not what the command definitions say: run \`npm run docs\`.`);
  process.exitCode = 1;
}

function settingsSection(): string {
  const rows = SETTING_NAMES.map((name) => {
    const definition: SettingDefinition<unknown> = SETTINGS[name];
    const fallback = definition.defaultNote ?? `\`${String(definition.default)}\``;
    const accepts = `${definition.description}; ${definition.type.accepts}`;
    const flag = definition.flag === undefined ? 'none' : `\`${definition.flag}\``;
    return `| ${flag} | \`${definition.variable}\` | \`${definition.key}\` | ${fallback} | ${accepts} |`;
  });
  return `## Settings

A flag wins over an environment variable, and a variable over the config file: the JSON object in \`./edgewise.config.json\`,
or in the file named by \`--config\` or \`EDGEWISE_CONFIG\`. Relative paths start from the working directory. A value
outside what a setting accepts ends the command with BAD_SETTING and the name of the source that gave it.

| flag | variable | key in the file | default | what it sets |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

function commandSections(): string[] {
  return COMMANDS.flatMap((entry) => {
    if (!('commands' in entry)) return [`## ${entry.name}\n\n${helpBlock([entry.name])}`];
    const parts = entry.commands.map(
      (command) => `### ${entry.name} ${command.name}\n\n${helpBlock([entry.name, command.name])}`,
    );
    return [`## ${entry.name}\n`, ...parts];
  });
}

/** What `--help` prints, 100 columns wide. */
function helpBlock(words: readonly string[]): string {
  let help = '';
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      help += chunk.toString('utf8');
      done();
    },
  });
  const program = buildProgram({
    commands: COMMANDS,
    version: '',
    stdout,
    stderr: stdout,
    execute: () => Promise.resolve(),
  });
  try {
    program.parse([...words, '--help'], { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
  }
  return `\`\`\`text\n${help.trimEnd()}\n\`\`\`\n`;
}
