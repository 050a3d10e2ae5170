import { defineCommand } from '../command-definition.js';
import { openSnapshots } from '../open-snapshots.js';

export const snapshotsPruneCommand = defineCommand({
  name: 'prune',
  summary: 'remove old snapshots, never the served one',
  settings: ['snapshotDirectory', 'retention'],
  examples: [{ command: 'edgewise snapshots prune --keep 2', shows: 'which were removed; the two newest stay' }],
  async run(call) {
    const removed = await (await openSnapshots(call)).prune(call.settings.retention);
    call.output.result({ removed }, () =>
      removed.length === 0 ? 'Nothing to remove.' : `Removed ${removed.join(', ')}.`,
    );
  },
});
