import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EdgewiseError, isEdgewiseError } from '../core/errors.js';
import { assembleContents, type FileBytes } from './assemble-contents.js';
import { elementBytes } from './array-bytes.js';
import { checkContents } from './check-contents.js';
import type { SnapshotContents } from './contents.js';
import { CHUNK_BYTES, hasErrno } from './durable-files.js';
import { MANIFEST_CHECKSUM_FILE, MANIFEST_FILE } from './layout.js';
import type { SnapshotFile, SnapshotManifest } from './manifest.js';
import { parseManifest } from './parse-manifest.js';

/** A version read into memory and verified: every file's presence, size and checksum, every shape, every number. */
export interface ReadVersion {
  readonly manifest: SnapshotManifest;
  readonly contents: SnapshotContents;
  /** What the contents lie over. */
  readonly files: FileBytes;
}

/** Whether threads can share what a version is read into. */
export type VersionMemory = 'own' | 'shared';

/** Errors: SNAPSHOT_CORRUPT with the file, SNAPSHOT_FORMAT. */
export async function readVersion(directory: string, memory: VersionMemory = 'own'): Promise<ReadVersion> {
  const manifest = await readManifest(directory);
  const entries = Object.entries(manifest.files);
  // One after another: the chunks of all at once would be hashed in one round of the event loop.
  const files = new Map<string, Uint8Array>();
  for (const [name, file] of entries) files.set(name, await readVerified(join(directory, name), file, memory));
  const contents = await assembleContents(manifest, files, directory);
  try {
    await checkContents(contents);
  } catch (cause) {
    if (!isEdgewiseError(cause, 'SNAPSHOT_INVALID')) throw cause;
    throw corrupt(directory, cause.message, cause);
  }
  return { manifest, contents, files };
}

/** The manifest alone, its checksum verified. Errors: SNAPSHOT_CORRUPT, SNAPSHOT_FORMAT. */
export async function readManifest(directory: string): Promise<SnapshotManifest> {
  const path = join(directory, MANIFEST_FILE);
  const checksumPath = join(directory, MANIFEST_CHECKSUM_FILE);
  const json = await readFile(path).catch((error: unknown) => {
    throw missing(path, error);
  });
  const checksum = await readFile(checksumPath, 'utf8').catch((error: unknown) => {
    throw missing(checksumPath, error);
  });
  const sha256 = createHash('sha256').update(json).digest('hex');
  if (checksum !== `${sha256}  ${MANIFEST_FILE}\n`) throw corrupt(path, 'does not match its checksum');
  const manifest = parseManifest(json.toString('utf8'), path);
  if (manifest.version !== basename(directory)) throw corrupt(path, `is that of version ${manifest.version}`);
  return manifest;
}

/** One file's bytes at offset 0 of a buffer of their own. */
async function readVerified(path: string, file: SnapshotFile, memory: VersionMemory): Promise<Uint8Array> {
  const shapeBytes = file.shape.reduce((product, size) => product * size, elementBytes(file.type));
  if (shapeBytes !== file.bytes) throw corrupt(path, `holds ${file.bytes} bytes where its shape needs ${shapeBytes}`);
  const { bytes, sha256 } = await readHashed(path, file.bytes, memory);
  if (sha256 !== file.sha256) throw corrupt(path, 'does not match its checksum');
  return bytes;
}

/** Reads and hashes chunk by chunk: the longest that an event loop which serves requests waits is one chunk's hash. */
async function readHashed(
  path: string,
  length: number,
  memory: VersionMemory,
): Promise<{ bytes: Uint8Array; sha256: string }> {
  const file = await open(path, 'r').catch((error: unknown) => {
    throw missing(path, error);
  });
  try {
    const { size } = await file.stat();
    if (size !== length) throw corrupt(path, `is ${size} bytes long where ${length} were written`);
    const bytes = new Uint8Array(memory === 'shared' ? new SharedArrayBuffer(length) : new ArrayBuffer(length));
    const hash = createHash('sha256');
    for (let filled = 0; filled < length;) {
      const { bytesRead } = await file.read(bytes, filled, Math.min(CHUNK_BYTES, length - filled));
      if (bytesRead === 0) throw corrupt(path, `ends after ${filled} of ${length} bytes`);
      hash.update(bytes.subarray(filled, filled + bytesRead));
      filled += bytesRead;
    }
    return { bytes, sha256: hash.digest('hex') };
  } finally {
    await file.close();
  }
}

function missing(path: string, error: unknown): unknown {
  return hasErrno(error, 'ENOENT') || hasErrno(error, 'ENOTDIR') ? corrupt(path, 'is missing', error) : error;
}

function corrupt(path: string, problem: string, cause?: unknown): EdgewiseError {
  return new EdgewiseError('SNAPSHOT_CORRUPT', `${path} ${problem}.`, { place: { file: path }, cause });
}
