import { defineCommand } from '../command-definition.js';
import { openSnapshots } from '../open-snapshots.js';

export const snapshotsRollbackCommand = defineCommand({
  name: 'rollback',
  summary: 'serve an earlier snapshot again',
  description:
    'The newest intact one before the served one when no version is named, none that a refresh refused; one of those is ' +
    'served when it is named. A running `serve` swaps it in.',
  arguments: { version: { description: 'version as `snapshots list` shows it', optional: true } },
  settings: ['snapshotDirectory'],
  examples: [
    { command: 'edgewise snapshots rollback', shows: 'one step back' },
    { command: 'edgewise snapshots rollback 20261122T231500123Z-1a2b3c4d', shows: 'to that version, older or newer' },
  ],
  async run(call) {
    const { version } = await (await openSnapshots(call)).rollback(call.arguments.version);
    call.output.result({ version }, () => `${version} is served now.`);
  },
});
