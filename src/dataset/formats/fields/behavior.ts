import { RowError } from '../row.js';

/** The behavior of formats and files that name none. */
export const DEFAULT_BEHAVIOR = 'interacted';

const LONGEST = 64;

/** The behavior itself, in its own spelling. Throws RowError ROW_BEHAVIOR_INVALID. */
export function checkBehavior(behavior: string): string {
  if (behavior === '') throw new RowError('ROW_BEHAVIOR_INVALID', 'the behavior is empty');
  if (behavior.length > LONGEST)
    throw new RowError('ROW_BEHAVIOR_INVALID', `the behavior is longer than ${LONGEST} characters`);
  return behavior;
}
