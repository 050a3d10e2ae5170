import { open, type FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { EdgewiseError } from '../../../core/errors.js';
import { assertText } from './assert-text.js';

/** Decompressed bytes of a file, and how many bytes of it were read from disk so far. */
export interface InputBlock {
  readonly bytes: Buffer;
  readonly read: number;
}

const BLOCK_BYTES = 256 * 1024;

/**
 * Reads a text file block by block, through gzip where its first two bytes say so, whatever its name.
 * Errors: FILE_NOT_FOUND, FILE_EMPTY, FORMAT_MISMATCH for binary content, GZIP_CORRUPT.
 */
export async function* readInput(path: string): AsyncGenerator<InputBlock> {
  const handle = await openFile(path);
  try {
    const isGzip = await startsWithGzipMagic(handle);
    const file = handle.createReadStream({ start: 0, highWaterMark: BLOCK_BYTES, autoClose: false });
    const content = isGzip ? pipeline(file, createGunzip({ chunkSize: BLOCK_BYTES }), () => undefined) : file; // errors reach the loop
    let isFirst = true;
    for await (const bytes of content as AsyncIterable<Buffer>) {
      if (isFirst) assertText(bytes, path);
      isFirst = false;
      yield { bytes, read: file.bytesRead };
    }
    if (isFirst) throw new EdgewiseError('FILE_EMPTY', `${path} is empty.`, { place: { file: path } });
  } catch (error) {
    throw isZlibError(error)
      ? new EdgewiseError('GZIP_CORRUPT', `${path} is a truncated or damaged gzip file.`, {
          place: { file: path },
          cause: error,
        })
      : error;
  } finally {
    await handle.close();
  }
}

/** Size on disk in bytes. Errors: FILE_NOT_FOUND. */
export async function inputBytes(path: string): Promise<number> {
  const handle = await openFile(path);
  try {
    return (await handle.stat()).size;
  } finally {
    await handle.close();
  }
}

async function openFile(path: string): Promise<FileHandle> {
  const notFound = (cause?: unknown): EdgewiseError =>
    new EdgewiseError('FILE_NOT_FOUND', `${path} cannot be read as a file.`, { place: { file: path }, cause });
  const handle = await open(path).catch((error: unknown) => {
    throw notFound(error);
  });
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw notFound();
}

async function startsWithGzipMagic(handle: FileHandle): Promise<boolean> {
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
}

function isZlibError(error: unknown): boolean {
  return (
    error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(Z_|ERR_.*ZLIB)/.test(error.code)
  );
}
