import { Argument, Command, Option } from 'commander';
import { CONFIG_VARIABLE } from '../config/resolve-settings.js';
import type { SettingDefinition } from '../config/setting-definition.js';
import { SETTINGS, type SettingName } from '../config/settings-table.js';
import type { AnyCommand, CommandGroup } from './command-definition.js';
import type { TerminalStream } from './terminal/terminal-stream.js';

/** What commander understood of a command line, before any value was checked. */
export interface ParsedCommand {
  readonly definition: AnyCommand;
  readonly operands: readonly string[];
  /** By commander's attribute name: see `attributeOf`. */
  readonly flags: Readonly<Record<string, unknown>>;
}

export interface ProgramOptions {
  readonly commands: readonly (AnyCommand | CommandGroup)[];
  readonly version: string;
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
  execute(parsed: ParsedCommand): Promise<void>;
}

/** Settings that every command heeds. */
export const COMMON_SETTINGS: readonly SettingName[] = ['logLevel', 'logFormat'];

/** The commander program made of the definitions. Parsing throws CommanderError; nothing exits the process. */
export function buildProgram(options: ProgramOptions): Command {
  const program = new Command('edgewise')
    .description('A graph neural network recommender served over GraphQL.')
    .version(options.version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'show help')
    .helpCommand('help [command]', 'show help for a command')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => options.stdout.write(text),
      writeErr: (text) => options.stderr.write(text),
      outputError: () => undefined, // main prints errors, coded
      getOutHelpWidth: () => options.stdout.columns ?? 100,
    });
  for (const entry of options.commands) program.addCommand(buildEntry(entry, program, options));
  return program;
}

/** The name under which commander keeps the value of `flag`: `--max-rejected <share>` → `maxRejected`. */
export function attributeOf(flag: string): string {
  return new Option(flag).attributeName();
}

function buildEntry(entry: AnyCommand | CommandGroup, parent: Command, options: ProgramOptions): Command {
  if (!('commands' in entry)) return buildCommand(entry, parent, options);
  const group = new Command(entry.name).copyInheritedSettings(parent).description(entry.summary);
  for (const command of entry.commands) group.addCommand(buildCommand(command, group, options));
  return group;
}

function buildCommand(definition: AnyCommand, parent: Command, options: ProgramOptions): Command {
  const command = new Command(definition.name)
    .copyInheritedSettings(parent)
    .summary(definition.summary)
    .description([`${capitalize(definition.summary)}.`, definition.description].filter(Boolean).join('\n\n'));
  for (const [name, argument] of Object.entries(definition.arguments ?? {})) {
    const brackets = argument.optional === true ? `[${name}]` : `<${name}>`;
    command.addArgument(new Argument(brackets, argument.description));
  }
  for (const option of Object.values(definition.options ?? {})) {
    command.addOption(new Option(option.flag, option.description).makeOptionMandatory(option.required ?? false));
  }
  for (const name of definition.settings)
    command.addOption(settingOption(name, definition.aliases?.[name], 'Settings:'));
  for (const name of COMMON_SETTINGS) command.addOption(settingOption(name, undefined, 'Every command:'));
  return command
    .addOption(new Option('--config <file>', `config file (${CONFIG_VARIABLE})`).helpGroup('Every command:'))
    .addOption(new Option('--json', 'machine-readable answer on stdout').helpGroup('Every command:'))
    .addHelpOption(new Option('-h, --help', 'show this help').helpGroup('Every command:'))
    .addHelpText('after', `\nExamples:\n${definition.examples.map(renderExample).join('')}`)
    .action(() => options.execute({ definition, operands: command.args, flags: command.opts() }));
}

/** The flag of a setting that a command heeds. */
export function flagOf(name: SettingName): string {
  const { flag }: SettingDefinition<unknown> = SETTINGS[name];
  if (flag === undefined) throw new TypeError(`${name} has no flag: a command reads it without heeding it.`);
  return flag;
}

function settingOption(name: SettingName, alias: string | undefined, group: string): Option {
  const definition: SettingDefinition<unknown> = SETTINGS[name];
  const fallback = definition.defaultNote ?? String(definition.default);
  const flag = flagOf(name);
  const flags = alias === undefined ? flag : `${alias}, ${flag}`;
  return new Option(flags, `${definition.description} (${definition.variable}, default: ${fallback})`).helpGroup(group);
}

function renderExample(example: { readonly command: string; readonly shows: string }): string {
  return `  $ ${example.command}\n      ${example.shows}\n`;
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
