import { assembleContents } from './assemble-contents.js';
import { OpenedSnapshot } from './opened-snapshot.js';
import type { SharedVersion, Snapshot } from './snapshot.js';
import { Tombstones } from './tombstones.js';

/**
 * Opens on this thread what another one has opened. Arrays are the other's; keys and records of items are decoded once
 * more, since no two threads share strings.
 */
export async function openShared({ manifest, files, tombstones }: SharedVersion): Promise<Snapshot> {
  const contents = await assembleContents(manifest, files, manifest.version);
  return new OpenedSnapshot({ manifest, contents }, new Tombstones(tombstones));
}
