import { throwIfInterrupted, type RunContext } from '../core/run-context.js';
import type { InteractionStore } from '../store/interaction-store.js';
import { addBatch } from './add-batch.js';
import { addDescriptions } from './add-descriptions.js';
import { DatasetBuilder, type DatasetChoices } from './dataset-builder.js';
import type { Dataset } from './dataset.js';

/** What an earlier export under the same options gave, and when reading for it began. */
export interface EarlierExport extends Pick<
  Dataset,
  'users' | 'items' | 'interactions' | 'events' | 'behaviors' | 'userRevisions'
> {
  /** Milliseconds since 1970 UTC, by the clock of this machine. */
  readonly exportedAt: number;
  /** Users who were erased since: nothing of theirs is taken over. */
  readonly erased: ReadonlySet<number>;
}

export interface ChangedDataset {
  readonly dataset: Dataset;
  /** Users whose interactions were read again. */
  readonly usersRead: number;
}

/**
 * How far the clocks of store and machine may lie apart, and a commit behind the stamp that it carries. Users stamped
 * later than this before the earlier export are read again, which costs little.
 */
const CLOCK_MARGIN_MILLISECONDS = 600_000;

/**
 * The same dataset as datasetFromStore gives, reading the interactions only of users who changed since an earlier
 * export: those with another revision or a later stamp, and those who are new. The rest is taken over, and whoever the
 * store no longer has is gone. Items are read whole: they are few and carry no revision; so is what describes users, where it is learned from.
 * A write that touches neither `revision` nor `changedAt` of its user goes unseen.
 * Errors: those of datasetFromStore.
 */
export async function datasetFromChanges(
  store: InteractionStore,
  before: EarlierExport,
  options: DatasetChoices,
  run: RunContext,
): Promise<ChangedDataset> {
  const builder = new DatasetBuilder(options);
  await addDescriptions(builder, store, options, run);
  const changed: string[] = [];
  for await (const states of store.exportUserStates()) {
    throwIfInterrupted(run.signal);
    for (const { key, revision, changedAt } of states) {
      const user = before.users.indexOf(key);
      const isSame =
        user !== undefined &&
        !before.erased.has(user) &&
        before.userRevisions[user] === revision &&
        changedAt < before.exportedAt - CLOCK_MARGIN_MILLISECONDS;
      if (isSame) takeOver(builder, before, user);
      else changed.push(key);
    }
  }
  let done = 0;
  const filter = options.behaviors === undefined ? {} : { behaviors: options.behaviors };
  for await (const batch of store.exportInteractionsOf(changed, filter)) {
    throwIfInterrupted(run.signal);
    addBatch(builder, batch);
    done += batch.users.length;
    run.progress({ stage: 'export', done, total: changed.length, unit: 'users' });
  }
  return { dataset: builder.build()[0]!, usersRead: changed.length };
}

function takeOver(builder: DatasetBuilder, before: EarlierExport, user: number): void {
  const { users, items, interactions, events, behaviors, userRevisions } = before;
  const userKey = users.keyAt(user);
  builder.setRevision(userKey, userRevisions[user]!);
  for (let pair = interactions.indptr[user]!; pair < interactions.indptr[user + 1]!; pair++) {
    const itemKey = items.keyAt(interactions.indices[pair]!);
    for (let event = events.offsets[pair]!; event < events.offsets[pair + 1]!; event++) {
      builder.add({
        userKey,
        itemKey,
        behavior: behaviors[events.behaviors[event]!]!,
        at: events.at[event]!,
        weight: events.weights[event]!,
      });
    }
  }
}
