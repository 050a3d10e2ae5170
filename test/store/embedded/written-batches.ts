import type { InteractionRecord } from '../../../src/store/interaction-store.js';
import { event } from '../../contracts/interaction-store/sample.js';

const SIZE = 40;

/** What batch `number` of endless-writer.ts writes: events of its own, and one more weight for the same event. */
export function batch(number: number): InteractionRecord[] {
  return [
    event('counter', 'last batch', { weight: number + 1 }),
    ...Array.from({ length: SIZE }, (_, place) =>
      event(`user ${(number + place) % 30}`, `item ${place}`, { at: number + 1 }),
    ),
  ];
}
