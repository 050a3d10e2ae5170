import type { AnyCommand, CommandGroup } from './command-definition.js';
import { versionCommand } from './commands/version.js';

/** Every command, in the order in which help lists them. */
export const COMMANDS: readonly (AnyCommand | CommandGroup)[] = [versionCommand];
