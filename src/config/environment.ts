import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';

/** The variables of this process, read nowhere else. */
export type Environment = Readonly<Record<string, string | undefined>>;

export function processEnvironment(): Environment {
  return process.env;
}

/** Whether output to a terminal may be colored: NO_COLOR (https://no-color.org) and TERM=dumb forbid it. */
export function allowsColor(environment: Environment): boolean {
  return (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
}

/** Keeps TensorFlow's C++ log to errors, unless TF_CPP_MIN_LOG_LEVEL says otherwise. Heeded only before it is loaded. */
export function quietTensorflow(): void {
  process.env['TF_CPP_MIN_LOG_LEVEL'] ??= '2';
}

/** Where TensorFlow is kept when no directory is given: in XDG_DATA_HOME, else in ~/.local/share. */
export function defaultTensorflowDirectory(environment: Environment = process.env): string {
  const home = environment['XDG_DATA_HOME'] ?? '';
  return join(isAbsolute(home) ? home : join(homedir(), '.local', 'share'), 'edgewise', 'tensorflow');
}
