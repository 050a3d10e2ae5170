import type { Settings } from '../../config/settings-table.js';
import { EdgewiseError } from '../../core/errors.js';
import type { FidelityOptions } from '../../evaluate/fidelity/measure-fidelity.js';

/** Models that exact influence has a rule for. */
const EXPLAINED: readonly Settings['model'][] = ['blend', 'gcn', 'filter'];

const DEFAULT_USERS = 100;

/** What --fidelity asks for; undefined where it was not given. Errors: USAGE for a model that is not explained. */
export function fidelityOptions(
  { fidelity, fidelityUsers: users = DEFAULT_USERS }: { fidelity: true | undefined; fidelityUsers: number | undefined },
  model: Settings['model'],
): Pick<FidelityOptions, 'users'> | undefined {
  if (fidelity === undefined) return undefined;
  if (EXPLAINED.includes(model)) return { users };
  throw new EdgewiseError('USAGE', `--fidelity explains the models ${EXPLAINED.join(', ')}, not ${model}.`, {
    place: { setting: '--fidelity' },
  });
}
