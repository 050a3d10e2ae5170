import { CommanderError } from 'commander';
import { EdgewiseError } from '../core/errors.js';
import { buildProgram } from './build-program.js';
import { COMMANDS } from './command-list.js';
import { executeCommand, type CommandSurroundings } from './execute-command.js';
import { packageVersion } from './package-version.js';
import { renderError, toEdgewiseError } from './report-error.js';
import { paletteFor } from './terminal/color.js';

/** Runs one command line and returns its exit code: 0, or that of the error which it printed. */
export async function main(words: readonly string[], surroundings: CommandSurroundings): Promise<number> {
  const { stdout, stderr, environment, signal } = surroundings;
  const program = buildProgram({
    commands: COMMANDS,
    version: packageVersion(),
    stdout,
    stderr,
    execute: (parsed) => executeCommand(parsed, surroundings),
  });
  try {
    await program.parseAsync([...words], { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help and --version are thrown too
    if (error instanceof CommanderError && error.code === 'commander.help') return 2; // help stood in for a missing command
    const coded = error instanceof CommanderError ? usageError(error, words) : toEdgewiseError(error, signal);
    stderr.write(renderError(coded, words.includes('--json'), paletteFor(stderr, environment)));
    return coded.exitCode;
  }
}

/** commander's words without its prefix: `unknown command 'trian' (Did you mean train?)`. */
function usageError(error: CommanderError, words: readonly string[]): EdgewiseError {
  const message = error.message
    .replace(/^error: /, '')
    .replace(/\s+/g, ' ')
    .trim();
  const command = COMMANDS.find((known) => known.name === words[0]);
  const help = command === undefined ? 'edgewise --help' : `edgewise ${command.name} --help`;
  return new EdgewiseError('USAGE', message, { cure: `See \`${help}\`.`, cause: error });
}
