import { readCurrent } from './current-pointer.js';
import type { SnapshotLayout } from './layout.js';
import { listVersions } from './list-versions.js';
import { isRefused } from './manifest.js';

/**
 * Versions beyond the newest `keep`, newest first. Refused ones count apart and the newest of them stays; one that a
 * person made current counts as what it is now.
 */
export async function outdatedVersions(layout: SnapshotLayout, keep: number): Promise<string[]> {
  const current = await readCurrent(layout);
  const versions = await listVersions(layout);
  const refused = versions.filter(
    ({ version, manifest }) => version !== current && manifest !== undefined && isRefused(manifest),
  );
  const others = versions.filter((listed) => !refused.includes(listed));
  return [...others.slice(keep), ...refused.slice(1)].map(({ version }) => version);
}
