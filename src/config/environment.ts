/** The variables of this process, read nowhere else. */
export type Environment = Readonly<Record<string, string | undefined>>;

export function processEnvironment(): Environment {
  return process.env;
}

/** Whether output to a terminal may be colored: NO_COLOR (https://no-color.org) and TERM=dumb forbid it. */
export function allowsColor(environment: Environment): boolean {
  return (environment['NO_COLOR'] ?? '') === '' && environment['TERM'] !== 'dumb';
}
