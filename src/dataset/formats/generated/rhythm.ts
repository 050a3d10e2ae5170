import type { Random } from '../../../core/random.js';
import { DAY, SAMPLE_START, SAMPLE_WEEKS, WEEK } from './settings.js';
import { WeightedChoice } from './weighted-choice.js';

/** Visits by hour of the day (UTC): quiet nights, a peak at noon and a higher one in the evening. */
const HOURS = new WeightedChoice([
  2, 1, 1, 1, 1, 2, 4, 7, 9, 10, 11, 13, 16, 14, 11, 10, 11, 13, 17, 21, 24, 20, 13, 6,
]);
/** Visits by day, Monday first: busy weekends. */
const DAYS = new WeightedChoice([9, 9, 10, 10, 12, 17, 16]);

/** When a visit to the shop begins, in milliseconds. */
export function drawVisit(random: Random): number {
  const week = random.below(SAMPLE_WEEKS);
  return (
    SAMPLE_START + week * WEEK + DAYS.draw(random) * DAY + HOURS.draw(random) * 3_600_000 + random.below(3600) * 1000
  );
}
