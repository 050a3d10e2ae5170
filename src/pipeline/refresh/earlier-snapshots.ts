import { isDeepStrictEqual } from 'node:util';
import { isEdgewiseError } from '../../core/errors.js';
import type { RunContext } from '../../core/run-context.js';
import { BINARY_CHOICE, choiceOf, isSameChoice } from '../../dataset/weighting-choice.js';
import type { SnapshotManifest } from '../../snapshot/manifest.js';
import type { SnapshotDirectory } from '../../snapshot/snapshot-directory.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import type { DatasetSource } from '../read-dataset.js';

/** What a refresh finds. */
export interface EarlierSnapshots {
  /** What is served: the one to beat. */
  readonly served: Snapshot | undefined;
  /** The newest made from the same choice of interactions, refused ones included: the one to export changes since. */
  readonly newest: Snapshot | undefined;
}

/** Opens both. One that cannot be read is no reason not to make a better one. */
export async function openEarlierSnapshots(
  { snapshots, ...source }: DatasetSource & { readonly snapshots: SnapshotDirectory },
  run: RunContext,
): Promise<EarlierSnapshots> {
  const served = await orUndefined(() => snapshots.openCurrent(), run);
  const listed = await snapshots.list();
  const alike = listed.find(({ manifest }) => manifest !== undefined && isOfSameChoice(manifest, source));
  if (alike === undefined) return { served, newest: undefined };
  if (alike.version === served?.manifest.version) return { served, newest: served };
  return { served, newest: await orUndefined(() => snapshots.open(alike.version), run) };
}

/** Whether a version was made from the same projection and behaviors, for the same target, under the same weighting. */
export function isOfSameChoice(
  { dataset }: SnapshotManifest,
  { projection, dataset: { behaviors, weighting = BINARY_CHOICE, targetBehavior } }: Omit<DatasetSource, 'store'>,
): boolean {
  const sorted = (names: readonly string[] | undefined): string => JSON.stringify(names?.toSorted() ?? null);
  return (
    dataset.projection?.text === projection?.text &&
    isDeepStrictEqual(dataset.projection?.parameters, projection?.parameters) &&
    sorted(dataset.behaviorFilter) === sorted(behaviors) &&
    dataset.targetBehavior === targetBehavior &&
    isSameChoice(choiceOf(dataset.weighting), weighting)
  );
}

async function orUndefined(open: () => Promise<Snapshot>, run: RunContext): Promise<Snapshot | undefined> {
  try {
    return await open();
  } catch (error) {
    if (!isEdgewiseError(error)) throw error;
    if (error.code !== 'SNAPSHOT_MISSING') run.log.warn({ err: error }, 'An earlier snapshot cannot be opened.');
    return undefined;
  }
}
