import { defineCommand } from '../command-definition.js';
import { openSnapshots } from '../open-snapshots.js';

export const snapshotsVerifyCommand = defineCommand({
  name: 'verify',
  summary: 'read a whole snapshot and check it against its checksums',
  description: 'The served one when no version is named. Ends with 1 and SNAPSHOT_CORRUPT when a byte differs.',
  arguments: { version: { description: 'version as `snapshots list` shows it', optional: true } },
  settings: ['snapshotDirectory'],
  examples: [{ command: 'edgewise snapshots verify', shows: 'whether the served snapshot is intact' }],
  async run(call) {
    const { version, counts } = await (await openSnapshots(call)).verify(call.arguments.version);
    call.output.result({ version, intact: true, counts }, () => `${version} is intact.`);
  },
});
