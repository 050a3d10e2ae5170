import type { Dataset } from './dataset.js';
import { restrictEvents } from './restrict-events.js';
import type { WeightingChoice } from './weighting-choice.js';

/** The same events under another weighting; only one between weights (`sum`, `log`) can take the place of another. */
export function reweigh(dataset: Dataset, choice: WeightingChoice): Dataset {
  return restrictEvents(dataset, new Uint8Array(dataset.events.at.length).fill(1), choice);
}
