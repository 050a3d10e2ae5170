import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { EdgewiseError } from '../core/errors.js';

/** What a checkpoint belongs to: resuming under anything else would not give the result of an uninterrupted run. */
export type CheckpointBinding = Readonly<Record<string, unknown>>;

/** A training run laid down: JSON-safe progress, and arrays. */
export interface Checkpoint<Progress> {
  readonly progress: Progress;
  readonly arrays: Readonly<Record<string, Float32Array>>;
}

/**
 * Replaces the checkpoint of a directory, so that at every moment, power loss included, the directory holds the old one
 * or the new one whole: written beside it, fsynced, renamed. One file: magic, length of the header, the header as JSON
 * (binding, progress, array lengths), the arrays as little-endian float32, and the SHA-256 of all that.
 * Errors: DISK_FULL; the old checkpoint then stays.
 */
export async function writeCheckpoint<Progress>(
  directory: string,
  binding: CheckpointBinding,
  { progress, arrays }: Checkpoint<Progress>,
): Promise<void> {
  const lengths = Object.fromEntries(Object.entries(arrays).map(([name, array]) => [name, array.length]));
  const header = Buffer.from(JSON.stringify({ binding, progress, lengths } satisfies Header<Progress>), 'utf8');
  const parts: Uint8Array[] = [MAGIC, uint32Bytes(header.length), header, ...Object.values(arrays).map(bytesOf)];
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  parts.push(hash.digest());

  await mkdir(directory, { recursive: true });
  const path = checkpointPath(directory);
  const temporary = `${path}.tmp`;
  try {
    await writeDurably(temporary, parts);
    await rename(temporary, path);
    await syncDirectory(directory);
  } catch (error) {
    await rm(temporary, { force: true });
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    throw new EdgewiseError('DISK_FULL', `No room for a checkpoint in ${directory}.`, {
      cause: error,
      place: { file: temporary },
    });
  }
}

/**
 * The checkpoint of a directory.
 * Errors: CHECKPOINT_MISSING; CHECKPOINT_CORRUPT; CHECKPOINT_MISMATCH naming what differs from `binding`.
 */
export async function readCheckpoint<Progress>(
  directory: string,
  binding: CheckpointBinding,
): Promise<Checkpoint<Progress>> {
  const path = checkpointPath(directory);
  const bytes = await readFile(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    throw new EdgewiseError('CHECKPOINT_MISSING', `There is no checkpoint in ${directory}.`, { place: { file: path } });
  });
  const headerEnd = verifiedHeaderEnd(bytes, path);
  const header = JSON.parse(bytes.toString('utf8', PREFIX_BYTES, headerEnd)) as Header<Progress>;
  assertSameBinding(header.binding, binding, path);

  const arrays: Record<string, Float32Array> = {};
  let next = headerEnd;
  for (const [name, length] of Object.entries(header.lengths)) {
    arrays[name] = new Float32Array(length);
    bytes.copy(bytesOf(arrays[name]), 0, next, next + 4 * length);
    next += 4 * length;
  }
  return { progress: header.progress, arrays };
}

interface Header<Progress> {
  readonly binding: CheckpointBinding;
  readonly progress: Progress;
  readonly lengths: Readonly<Record<string, number>>;
}

const MAGIC = Buffer.from('EDGECKP1', 'latin1');
const PREFIX_BYTES = MAGIC.length + 4;
const HASH_BYTES = 32;

function checkpointPath(directory: string): string {
  return join(directory, 'checkpoint.bin');
}

function uint32Bytes(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function bytesOf(array: Float32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

async function writeDurably(path: string, parts: readonly Uint8Array[]): Promise<void> {
  const file = await open(path, 'w');
  try {
    for (const part of parts) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes the rename itself survive a power loss. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function verifiedHeaderEnd(bytes: Buffer, path: string): number {
  const isWhole =
    bytes.length >= PREFIX_BYTES + HASH_BYTES &&
    bytes.subarray(0, MAGIC.length).equals(MAGIC) &&
    createHash('sha256').update(bytes.subarray(0, -HASH_BYTES)).digest().equals(bytes.subarray(-HASH_BYTES));
  if (!isWhole)
    throw new EdgewiseError('CHECKPOINT_CORRUPT', `${path} is truncated or altered.`, { place: { file: path } });
  return PREFIX_BYTES + bytes.readUInt32LE(MAGIC.length);
}

function assertSameBinding(found: CheckpointBinding, wanted: CheckpointBinding, path: string): void {
  for (const name of new Set([...Object.keys(found), ...Object.keys(wanted)])) {
    const [was, is] = [JSON.stringify(found[name] ?? null), JSON.stringify(wanted[name] ?? null)];
    if (was === is) continue;
    throw new EdgewiseError('CHECKPOINT_MISMATCH', `${path} was written with ${name} ${was}, this run has ${is}.`, {
      place: { file: path, field: name },
    });
  }
}
