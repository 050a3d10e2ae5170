import type { Dataset } from './dataset.js';
import { datasetFingerprint } from './fingerprint.js';
import { edgeWeight } from './group-pairs.js';
import { PairWriter } from './pair-writer.js';
import { choiceOf, weightingAsOf, type WeightingChoice } from './weighting-choice.js';

/**
 * The same users and items with only the events whose flag is 1; pairs are weighed again, their ages measured from the
 * newest of these events, and those left without events vanish. Weighed as before, or by another choice.
 */
export function restrictEvents(
  dataset: Dataset,
  keep: Uint8Array,
  choice: WeightingChoice = choiceOf(dataset.weighting),
): Dataset {
  const { interactions, events, behaviors } = dataset;
  const weighting = weightingAsOf(choice, newestOf(events.at, keep));
  const writer = new PairWriter(interactions.rows, interactions.columns, keep.length, interactions.values !== null);
  for (let user = 0; user < interactions.rows; user++) {
    for (let pair = interactions.indptr[user]!; pair < interactions.indptr[user + 1]!; pair++) {
      const kept: number[] = [];
      for (let event = events.offsets[pair]!; event < events.offsets[pair + 1]!; event++)
        if (keep[event] === 1) kept.push(event);
      const weight = edgeWeight(
        weighting,
        kept.map((event) => ({
          behavior: behaviors[events.behaviors[event]!]!,
          at: events.at[event]!,
          weight: events.weights[event]!,
        })),
      );
      if (weight === 0) continue;
      for (const event of kept) writer.addEvent(events.behaviors[event]!, events.at[event]!, events.weights[event]!);
      writer.endPair(user, interactions.indices[pair]!, weight, dataset.sequence?.[pair] ?? 0);
    }
  }
  const { sequence, ...written } = writer.finish();
  const contents = {
    users: dataset.users,
    items: dataset.items,
    behaviors,
    weighting,
    ...written,
    ...(dataset.targetBehavior !== undefined && { targetBehavior: dataset.targetBehavior }),
    ...(dataset.projection !== undefined && { projection: dataset.projection }),
    ...(dataset.sequence !== undefined && { sequence }),
    ...(dataset.attributes !== undefined && { attributes: dataset.attributes }),
    ...(dataset.userAttributes !== undefined && { userAttributes: dataset.userAttributes }),
  };
  return {
    ...contents,
    userRevisions: dataset.userRevisions,
    itemRecords: dataset.itemRecords,
    fingerprint: datasetFingerprint(contents),
  };
}

function newestOf(at: Float64Array, keep: Uint8Array): number {
  return at.reduce((newest, time, event) => (keep[event] === 1 && time > newest ? time : newest), 0);
}
