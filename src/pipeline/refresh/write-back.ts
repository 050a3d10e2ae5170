import { EdgewiseError } from '../../core/errors.js';
import { throwIfInterrupted, type RunContext } from '../../core/run-context.js';
import type { Snapshot } from '../../snapshot/snapshot.js';
import type { EmbeddedSide, EmbeddingTarget } from '../../store/embedding-target.js';
import type { InteractionStore } from '../../store/interaction-store.js';
import { outdatedVectors, TOLERANCE } from './outdated-vectors.js';
import type { HeldLease } from './refresh-lease.js';
import type { WriteBackReport } from './refresh-report.js';

/** Nodes in a transaction. */
const ROWS = 2_000;

/**
 * Gives each user and item of a snapshot its embedding in the store, where what is there lies further from it than a
 * tolerance, takes away those of nodes that it does not know, and says which snapshot they are of. What an interrupted
 * run wrote is not written again. Errors: WRITE_BACK_UNSUPPORTED, LEASE_LOST, INTERRUPTED, those of the store.
 */
export async function writeBack(
  { embeddings, url }: Pick<InteractionStore, 'embeddings' | 'url'>,
  snapshot: Snapshot,
  lease: HeldLease,
  run: RunContext,
): Promise<WriteBackReport> {
  if (embeddings === undefined) throw writeBackUnsupported(url);
  const dot = snapshot.components.find(({ kind }) => kind === 'dot');
  if (dot === undefined) return { users: 0, items: 0, removed: 0 };
  await embeddings.prepare(Number(dot.parameters['dimensions']));
  const side = (name: EmbeddedSide): Promise<SideReport> =>
    writeSide(embeddings, name, snapshot, dot.arrays[name]!.array as Float32Array, lease, run);
  const users = await side('users');
  const items = await side('items');
  await embeddings.describe(snapshot.manifest.version, TOLERANCE, lease);
  await embeddings.settled();
  return { users: users.written, items: items.written, removed: users.removed + items.removed };
}

/** For a store without vector indexes. */
export function writeBackUnsupported(url: string): EdgewiseError {
  return new EdgewiseError('WRITE_BACK_UNSUPPORTED', `${url} has no vector index to write embeddings to.`);
}

interface SideReport {
  readonly written: number;
  readonly removed: number;
}

async function writeSide(
  embeddings: EmbeddingTarget,
  side: EmbeddedSide,
  snapshot: Snapshot,
  table: Float32Array,
  lease: HeldLease,
  run: RunContext,
): Promise<SideReport> {
  const { version } = snapshot.manifest;
  const { keys } = snapshot[side];
  const { rows, strays } = await outdatedVectors(embeddings, side, snapshot, table);
  const dimensions = table.length / keys.length;
  let written = 0;
  for (let start = 0; start < rows.length; start += ROWS) {
    throwIfInterrupted(run.signal, 'Writing embeddings back was interrupted; the next refresh goes on with it.');
    const some = rows.subarray(start, start + ROWS);
    const vectors = new Float32Array(some.length * dimensions);
    some.forEach((row, place) =>
      vectors.set(table.subarray(row * dimensions, (row + 1) * dimensions), place * dimensions),
    );
    const batch = { side, version, keys: Array.from(some, (row) => keys[row]!), vectors };
    written += await embeddings.write(batch, lease);
    run.progress({ stage: `write back ${side}`, done: start + some.length, total: rows.length, unit: 'rows' });
  }
  let removed = 0;
  for (let start = 0; start < strays.length; start += ROWS) {
    removed += await embeddings.remove(side, strays.slice(start, start + ROWS), lease);
  }
  return { written, removed };
}
