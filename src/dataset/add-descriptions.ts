import { throwIfInterrupted, type RunContext } from '../core/run-context.js';
import type { InteractionStore } from '../store/interaction-store.js';
import type { DatasetBuilder, DatasetChoices } from './dataset-builder.js';

/**
 * Adds what a store says of all items, and of all users where their attributes are learned from. Both are read whole: a
 * description carries no revision of its own. Errors: INTERRUPTED and the store's.
 */
export async function addDescriptions(
  builder: DatasetBuilder,
  store: InteractionStore,
  { userAttributes }: Pick<DatasetChoices, 'userAttributes'>,
  { signal }: Pick<RunContext, 'signal'>,
): Promise<void> {
  for await (const items of store.exportItems()) {
    throwIfInterrupted(signal);
    for (const item of items) builder.addItem(item);
  }
  if (userAttributes === undefined) return;
  for await (const users of store.exportUsers()) {
    throwIfInterrupted(signal);
    for (const user of users) {
      builder.addUser(user);
      builder.setRevision(user.key, user.revision);
    }
  }
}
