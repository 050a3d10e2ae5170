import type { Dataset } from '../../dataset/dataset.js';
import { choiceOf, isSameChoice } from '../../dataset/weighting-choice.js';
import type { Model } from '../../models/model.js';
import type { WarmStart } from '../../models/warm-start.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import { changedShare, newPairs } from './new-pairs.js';

export interface RefreshPlan {
  /** One flag an entry: 1 where the served model was not trained on it. */
  readonly isNew: Uint8Array;
  /** Pairs that came or went since the served model, over all; 1 where nothing is served. */
  readonly changedShare: number;
  /** Absent: from the start. */
  readonly warmStart?: WarmStart;
}

export interface PlanChoices {
  readonly model: Model;
  /** Largest share of changed pairs that a warm start is trusted with; 0 for none. */
  readonly warmShare: number;
  /** Whether this is the time to read and train everything anew. */
  readonly isFull: boolean;
}

/** Warm when the served model is of the same kind and the graph changed little since. */
export function planRefresh(
  dataset: Dataset,
  served: Snapshot | undefined,
  { model, warmShare, isFull }: PlanChoices,
): RefreshPlan {
  if (served === undefined) {
    return { isNew: new Uint8Array(dataset.interactions.indices.length).fill(1), changedShare: 1 };
  }
  const isNew = newPairs(dataset, served);
  const share = changedShare(isNew, served);
  const isWarm = !isFull && share <= warmShare && isOfSameKind(served, model, dataset);
  const { users, items, interactions, attributes, userAttributes, components, manifest } = served;
  return {
    isNew,
    changedShare: share,
    ...(isWarm && {
      warmStart: {
        version: manifest.version,
        users,
        items,
        interactions,
        attributes,
        userAttributes,
        components,
      },
    }),
  };
}

/** Whether the model would make a snapshot of the same kind from the same data. */
export function isOfSameKind({ manifest }: Snapshot, model: Model, dataset: Dataset): boolean {
  const sorted = (record: object): string => JSON.stringify(Object.entries(record).sort());
  return (
    sorted(manifest.hyperparameters) === sorted(model.hyperparameters) &&
    isSameChoice(choiceOf(manifest.dataset.weighting), choiceOf(dataset.weighting)) &&
    sorted(manifest.dataset.attributes ?? {}) === sorted(dataset.attributes?.weights ?? {}) &&
    sorted(manifest.dataset.userAttributes ?? {}) === sorted(dataset.userAttributes?.weights ?? {})
  );
}
