import type { SnapshotContents } from './contents.js';
import { describeVersion } from './describe-version.js';
import type { Snapshot } from './snapshot.js';

/** Contents as a snapshot that nobody published: what serving would answer from them. */
export function snapshotOfContents(contents: SnapshotContents): Snapshot {
  const { users, items, interactions, events, userRevisions, itemRecords, attributes, userAttributes } =
    contents.dataset;
  return {
    manifest: describeVersion(contents, {}, contents.exportedAt, { log: '', applied: 0 }),
    users,
    items,
    interactions,
    events,
    userRevisions,
    itemRecords,
    attributes,
    userAttributes,
    components: contents.components,
    userIndex: (key) => users.indexOf(key),
    erasedUsers: () => new Set(),
    erasures: () => '',
  };
}
