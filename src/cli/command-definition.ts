import type { SettingName, Settings } from '../config/settings-table.js';
import type { ValueType } from '../config/value-types.js';
import type { RunContext } from '../core/run-context.js';
import type { Output } from './terminal/output.js';

export interface ArgumentDefinition {
  readonly description: string;
  readonly optional?: boolean;
}

/** A flag of one command only. What several commands share, or a machine should remember, is a setting. */
export interface OptionDefinition<Value> {
  /** As commander reads it; without `<…>` the flag takes no value and `type` is `present`. */
  readonly flag: string;
  readonly type: ValueType<Value>;
  readonly description: string;
  readonly required?: boolean;
}

export interface Example {
  readonly command: string;
  readonly shows: string;
}

/** One command: its words for people and machines, and what it does. Help, parsing and docs/cli.md come from here. */
export interface CommandDefinition<
  Arguments extends ArgumentTable = ArgumentTable,
  Options extends OptionTable = OptionTable,
> {
  readonly name: string;
  /** One line without a full stop, for the list of commands. */
  readonly summary: string;
  /** What a reader of `--help` needs beyond the summary. */
  readonly description?: string;
  /** By name, in the order in which they are typed. */
  readonly arguments?: Arguments;
  readonly options?: Options;
  /** The settings it heeds, beside those that every command heeds. */
  readonly settings: readonly SettingName[];
  /** Second names of setting flags on this command: `{ snapshotDirectory: '--out' }`. */
  readonly aliases?: Readonly<Partial<Record<SettingName, string>>>;
  /** Logs only warnings and errors unless a log level was chosen: what it does is told on stdout. */
  readonly isQuiet?: boolean;
  readonly examples: readonly Example[];
  run(call: CommandCall<Arguments, Options>): Promise<void>;
}

/** A command that only has commands below it: `snapshots list`. */
export interface CommandGroup {
  readonly name: string;
  readonly summary: string;
  readonly commands: readonly AnyCommand[];
}

/** What a running command is given. */
export interface CommandCall<
  Arguments extends ArgumentTable = ArgumentTable,
  Options extends OptionTable = OptionTable,
> {
  readonly arguments: ArgumentValues<Arguments>;
  readonly options: OptionValues<Options>;
  readonly settings: Settings;
  readonly origins: Readonly<Record<SettingName, string>>;
  readonly output: Output;
  readonly run: RunContext;
}

/** Any command as the frame handles it: values are checked against the definition before `run` sees them. */
export type AnyCommand = Omit<CommandDefinition, 'run'> & { run(call: never): Promise<void> };

/** Infers the types of arguments and options, so that `run` reads them without casts. */
export function defineCommand<
  const Arguments extends ArgumentTable = NoEntries,
  const Options extends OptionTable = NoEntries,
>(definition: CommandDefinition<Arguments, Options>): AnyCommand {
  return definition;
}

type ArgumentTable = Readonly<Record<string, ArgumentDefinition>>;
type OptionTable = Readonly<Record<string, OptionDefinition<unknown>>>;
type NoEntries = Readonly<Record<string, never>>;

type ArgumentValues<Arguments extends ArgumentTable> = {
  readonly [Name in keyof Arguments]: Arguments[Name] extends { optional: true } ? string | undefined : string;
};

type OptionValues<Options extends OptionTable> = {
  readonly [Name in keyof Options]: Options[Name] extends OptionDefinition<infer Value>
    ? Options[Name] extends { required: true }
      ? Value
      : Value | undefined
    : never;
};
