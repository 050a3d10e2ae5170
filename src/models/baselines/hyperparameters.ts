import { EdgewiseError } from '../../core/errors.js';

/** What each hyperparameter of a baseline may be. */
const BOUNDS = {
  neighbors: { least: 1, most: 10_000, isWhole: true },
  shrinkage: { least: 0, most: 1e6, isWhole: false },
  dimensions: { least: 1, most: 1024, isWhole: true },
  regularization: { least: 1e-9, most: 1e9, isWhole: false },
  alpha: { least: 0, most: 1e6, isWhole: false },
  beta: { least: 0, most: 2, isWhole: false },
  iterations: { least: 1, most: 1000, isWhole: true },
} as const;

/** The defaults with `chosen` over them. Throws BAD_SETTING for one outside its bounds. */
export function resolveBaseline<Name extends keyof typeof BOUNDS>(
  defaults: Readonly<Record<Name, number>>,
  chosen: Readonly<Partial<Record<Name, number>>>,
): Record<Name, number> {
  const resolved = { ...defaults, ...chosen };
  for (const name of Object.keys(defaults) as Name[]) {
    const { least, most, isWhole } = BOUNDS[name];
    const value = resolved[name];
    if (value >= least && value <= most && (!isWhole || Number.isInteger(value))) continue;
    throw new EdgewiseError(
      'BAD_SETTING',
      `${name} is ${value}, not ${isWhole ? 'an integer' : 'a number'} from ${least} to ${most}.`,
      { place: { setting: name } },
    );
  }
  return resolved;
}
