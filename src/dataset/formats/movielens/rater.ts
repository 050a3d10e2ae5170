import type { UserProfile } from '../../../store/interaction-store.js';
import { checkKey } from '../fields/key.js';
import { RowError } from '../row.js';

/** What ml-100k and ml-1m tell of a user. */
export type RaterFields = Readonly<Record<'id' | 'age' | 'gender' | 'occupation' | 'zip', string | undefined>>;

/**
 * A user with `gender`, `ageGroup`, `occupation` and `zip` as texts. Ages become the groups that ml-1m gives (1, 18, 25, 35,
 * 45, 50 and 56, where each begins), so that both mean the same. Throws RowError ROW_COLUMNS.
 */
export function raterProfile({ id, age, gender, occupation, zip }: RaterFields): UserProfile {
  if (id === undefined || age === undefined || gender === undefined || occupation === undefined || zip === undefined)
    throw new RowError('ROW_COLUMNS', 'a user has id, age, gender, occupation and zip code');
  const years = Number(age.trim());
  if (!Number.isInteger(years) || years < 0)
    throw new RowError('ROW_COLUMNS', `the age is "${age}", not a whole number`);
  const texts = { gender, ageGroup: ageGroup(years), occupation, zip };
  const known = Object.entries(texts).map(([name, text]) => [name, text.trim()] as const);
  return {
    key: checkKey(id.trim(), 'user'),
    attributes: Object.fromEntries(known.filter(([, text]) => text !== '')),
  };
}

const GROUPS = [56, 50, 45, 35, 25, 18];

function ageGroup(years: number): string {
  return String(GROUPS.find((first) => years >= first) ?? 1);
}
