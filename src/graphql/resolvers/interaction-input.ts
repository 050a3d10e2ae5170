import type { Clock } from '../../core/clock.js';
import { checkBehavior } from '../../dataset/formats/fields/behavior.js';
import { checkKey } from '../../dataset/formats/fields/key.js';
import type { InteractionRecord } from '../../store/interaction-store.js';
import type { InteractionInput, UserError } from '../generated/resolvers.js';

const MOST_INTERACTIONS = 1000;
/** How far ahead of the server a client's clock may be; the same as import allows. */
const DAY_MILLISECONDS = 86_400_000;

export interface CheckedInteractions {
  /** One per entry of the input, in its order; incomplete when there are errors. */
  readonly records: readonly InteractionRecord[];
  readonly userErrors: readonly UserError[];
}

/** The records that an input stands for, and everything that is wrong with it, entry by entry. */
export function checkInteractions(input: readonly InteractionInput[], clock: Clock): CheckedInteractions {
  if (input.length > MOST_INTERACTIONS) {
    const message = `\`input\` holds ${input.length} entries; the limit is ${MOST_INTERACTIONS}.`;
    return { records: [], userErrors: [{ code: 'TOO_MANY_INPUTS', message, field: ['input'] }] };
  }
  const now = clock.now();
  return {
    records: input.map((entry) => ({ ...entry, at: entry.at ?? now })),
    userErrors: input.flatMap((entry, index) => entryErrors(entry, index, now)),
  };
}

function entryErrors(entry: InteractionInput, index: number, now: number): UserError[] {
  const checks: Record<keyof InteractionInput, () => unknown> = {
    userKey: () => checkText(checkKey(entry.userKey, 'user')),
    itemKey: () => checkText(checkKey(entry.itemKey, 'item')),
    behavior: () => checkText(checkBehavior(entry.behavior)),
    at: () => checkTime(entry.at, now),
    weight: () => checkWeight(entry.weight),
  };
  return Object.entries(checks).flatMap(([field, check]) => {
    const wrong = messageOf(check);
    if (wrong === undefined) return [];
    const message = `Entry ${index}: ${wrong}.`;
    return [{ code: 'INTERACTION_INVALID', message, field: ['input', String(index), field] }];
  });
}

function checkText(text: string): void {
  if (/\p{Surrogate}/u.test(text)) throw new RangeError('the text holds half of a character');
}

function checkTime(at: number | null | undefined, now: number): void {
  if (at && at > now + DAY_MILLISECONDS) throw new RangeError('the time lies in the future');
}

/** Weights are float32 in a dataset: one that is 0 or infinite there is refused here. */
function checkWeight(weight: number): void {
  const stored = Math.fround(weight);
  if (!(stored > 0 && stored < Infinity)) throw new RangeError('the weight is not a finite number above zero');
}

function messageOf(check: () => unknown): string | undefined {
  try {
    check();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
