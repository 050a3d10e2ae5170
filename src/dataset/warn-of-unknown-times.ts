import type { Logger } from '../core/log.js';
import type { Dataset } from './dataset.js';

/** Warns where interactions are to weigh by their age and some have no time. */
export function warnOfUnknownTimes({ events, weighting }: Dataset, log: Logger): void {
  if (weighting.decay === undefined) return;
  const unknown = events.at.reduce((count, at) => (at === 0 ? count + 1 : count), 0);
  if (unknown > 0)
    log.warn({ interactions: unknown }, 'Interactions without a time weigh as little as the oldest can.');
}
