import type { Clock } from '../../core/clock.js';
import { EdgewiseError } from '../../core/errors.js';
import { checkInteractions as checkForStore } from '../../store/check-records.js';
import type { InteractionRecord } from '../../store/interaction-store.js';
import type { InteractionInput, UserError } from '../generated/resolvers.js';

const MOST_INTERACTIONS = 1000;
/** How far ahead of the server a client's clock may be; the same as import allows. */
const DAY_MILLISECONDS = 86_400_000;

export interface CheckedInteractions {
  /** One per entry of the input, in its order. */
  readonly records: readonly InteractionRecord[];
  /** What is wrong, at most one per entry; nothing may be stored unless this is empty. */
  readonly userErrors: readonly UserError[];
}

/** The records that an input stands for; entries without a time happen now. */
export function checkInteractions(input: readonly InteractionInput[], clock: Clock): CheckedInteractions {
  if (input.length > MOST_INTERACTIONS) {
    const message = `input holds ${input.length} entries; the limit is ${MOST_INTERACTIONS}.`;
    return { records: [], userErrors: [{ code: 'TOO_MANY_INPUTS', message, field: ['input'] }] };
  }
  const now = clock.now();
  const records = input.map((entry) => ({ ...entry, at: entry.at ?? now }));
  return { records, userErrors: records.flatMap((record, index) => entryErrors(record, index, now)) };
}

function entryErrors(record: InteractionRecord, index: number, now: number): UserError[] {
  try {
    checkEntry(record, now);
    return [];
  } catch (error) {
    if (!(error instanceof EdgewiseError)) throw error;
    const field = error.place.field?.split('.').at(-1) ?? '';
    const message = error.message.replace('interactions[0]', `input[${index}]`);
    return [{ code: error.code, message, field: ['input', String(index), field] }];
  }
}

function checkEntry(record: InteractionRecord, now: number): void {
  checkForStore([record]);
  if (record.at > now + DAY_MILLISECONDS) throw invalid('at', 'lies in the future');
  // Weights are float32 in a dataset: one that is 0 or infinite there is refused here.
  const weight = Math.fround(record.weight);
  if (weight === 0 || weight === Infinity) throw invalid('weight', 'is too small or too large for float32');
}

function invalid(name: keyof InteractionRecord, why: string): EdgewiseError {
  const field = `interactions[0].${name}`;
  return new EdgewiseError('INTERACTION_INVALID', `${field} ${why}.`, { place: { field } });
}
