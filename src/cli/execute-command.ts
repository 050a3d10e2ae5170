import { resolveSettings } from '../config/resolve-settings.js';
import type { SettingName } from '../config/settings-table.js';
import type { Environment } from '../config/environment.js';
import { systemClock } from '../core/clock.js';
import { EdgewiseError } from '../core/errors.js';
import { attributeOf, COMMON_SETTINGS, flagOf, type ParsedCommand } from './build-program.js';
import type { AnyCommand, CommandCall } from './command-definition.js';
import { paletteFor } from './terminal/color.js';
import { createLogger } from './terminal/create-logger.js';
import { createOutput } from './terminal/output.js';
import { progressBar } from './terminal/progress-bar.js';
import { progressLog } from './terminal/progress-log.js';
import { StatusLine } from './terminal/status-line.js';
import type { TerminalStream } from './terminal/terminal-stream.js';

/** What a command line is run with. */
export interface CommandSurroundings {
  readonly stdout: TerminalStream;
  readonly stderr: TerminalStream;
  readonly environment: Environment;
  readonly workingDirectory: string;
  readonly signal: AbortSignal;
}

/**
 * Checks the values of a parsed command line and runs the command with log, progress and output in place.
 * Errors: BAD_SETTING, CONFIG_UNREADABLE, USAGE, and those of the command.
 */
export async function executeCommand(parsed: ParsedCommand, surroundings: CommandSurroundings): Promise<void> {
  const { stdout, stderr, environment, workingDirectory, signal } = surroundings;
  const { definition, flags } = parsed;
  const configPath = flags['config'] as string | undefined;
  const resolved = resolveSettings({
    flags: settingFlags(definition, flags),
    environment,
    workingDirectory,
    ...(configPath === undefined ? {} : { configPath }),
  });
  const json = flags['json'] === true;
  const status = new StatusLine(stderr);
  const { logLevel, logFormat: format } = resolved.settings;
  const level = definition.isQuiet === true && resolved.origins.logLevel === 'default' ? 'warn' : logLevel;
  const log = createLogger(status, paletteFor(stderr, environment), { level, format });
  if (resolved.unknownVariables.length > 0) {
    log.warn({ variables: resolved.unknownVariables }, 'These variables look like settings of Edgewise but are none.');
  }
  const call: CommandCall = {
    arguments: argumentValues(definition, parsed.operands),
    options: optionValues(definition, flags),
    settings: resolved.settings,
    origins: resolved.origins,
    output: createOutput(stdout, json, () => status.clear()),
    run: {
      log,
      clock: systemClock,
      signal,
      progress: status.live ? progressBar(status, systemClock) : progressLog(log, systemClock),
    },
  };
  try {
    await definition.run(call as never); // checked against this very definition just above
  } catch (error) {
    log.debug({ err: error }, 'The command failed.');
    throw error;
  } finally {
    status.clear();
  }
}

function settingFlags(definition: AnyCommand, flags: ParsedCommand['flags']): Partial<Record<SettingName, unknown>> {
  const heeded = [...definition.settings, ...COMMON_SETTINGS];
  return Object.fromEntries(heeded.map((name) => [name, flags[attributeOf(flagOf(name))]]));
}

function argumentValues(definition: AnyCommand, operands: readonly string[]): Record<string, string> {
  const names = Object.keys(definition.arguments ?? {});
  const given = names.slice(0, operands.length);
  return Object.fromEntries(given.map((name, position) => [name, operands[position]!]));
}

function optionValues(definition: AnyCommand, flags: ParsedCommand['flags']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(definition.options ?? {}).map(([name, option]) => {
      const raw = flags[attributeOf(option.flag)];
      if (raw === undefined) return [name, undefined];
      const value = option.type.parse(raw);
      if (value !== undefined) return [name, value];
      const flag = option.flag.split(' ')[0]!;
      throw new EdgewiseError('USAGE', `${flag} is ${JSON.stringify(raw)}; expected ${option.type.accepts}.`);
    }),
  );
}
