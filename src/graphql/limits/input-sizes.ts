import { EdgewiseError } from '../../core/errors.js';
import type { ServerLimits } from './server-limits.js';

/** Lists and objects within one another in variables; the API's own inputs need four. */
const DEEPEST = 12;

/** QUERY_TOO_LARGE for variables that hold a longer list, or more values in all, or a deeper nest than the limits. */
export function assertInputSizes(
  variables: Readonly<Record<string, unknown>>,
  { listEntries, variableValues }: Pick<ServerLimits, 'listEntries' | 'variableValues'>,
): void {
  let values = 0;
  visit(variables, 0);

  function visit(value: unknown, depth: number): void {
    values++;
    if (values > variableValues) throw tooLarge(`The variables hold more than ${variableValues} values.`);
    if (typeof value !== 'object' || value === null) return;
    if (depth > DEEPEST) throw tooLarge(`The variables nest deeper than ${DEEPEST}.`);
    if (Array.isArray(value) && value.length > listEntries) {
      throw tooLarge(`A list in the variables holds ${value.length} entries; the limit is ${listEntries}.`);
    }
    for (const entry of Object.values(value)) visit(entry, depth + 1);
  }
}

function tooLarge(message: string): EdgewiseError {
  return new EdgewiseError('QUERY_TOO_LARGE', message);
}
