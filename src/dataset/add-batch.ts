import type { InteractionBatch } from '../store/interaction-store.js';
import type { DatasetBuilder } from './dataset-builder.js';

/** Adds whole users with their revisions. */
export function addBatch(builder: DatasetBuilder, batch: InteractionBatch): void {
  batch.users.forEach((user, row) => {
    builder.setRevision(user.key, user.revision);
    for (let event = batch.offsets[row]!; event < batch.offsets[row + 1]!; event++) {
      builder.add({
        userKey: user.key,
        itemKey: batch.itemKeys[event]!,
        behavior: batch.behaviors[event]!,
        at: batch.at[event]!,
        weight: batch.weights[event]!,
      });
    }
  });
}
