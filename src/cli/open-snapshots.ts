import type { SnapshotDirectory } from '../snapshot/snapshot-directory.js';
import type { CommandCall } from './command-definition.js';

/** The snapshot directory that the settings name; nothing is read before it is asked. */
export async function openSnapshots({
  settings,
  run,
}: Pick<CommandCall, 'settings' | 'run'>): Promise<SnapshotDirectory> {
  const { SnapshotDirectory } = await import('../snapshot/snapshot-directory.js');
  return new SnapshotDirectory(settings.snapshotDirectory, { clock: run.clock, log: run.log });
}
