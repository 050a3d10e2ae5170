import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fixedClock } from '../../../src/core/clock.js';
import { readSource, type Source } from '../../../src/dataset/formats/read-source.js';
import type { Rejection, Row, RowChunk } from '../../../src/dataset/formats/row.js';
import type { InteractionRecord, ItemRecord, UserProfile } from '../../../src/store/interaction-store.js';

/** 2026-01-01T00:00:00Z, the "now" of the tests. */
export const NOW = Date.UTC(2026, 0, 1);

export interface ReadRows {
  readonly interactions: InteractionRecord[];
  readonly items: ItemRecord[];
  readonly users: UserProfile[];
  readonly rejections: Rejection[];
  readonly kinds: Row['kind'][];
  readonly last: RowChunk;
}

/** Everything that a source yields. */
export async function rowsOf(source: Source): Promise<ReadRows> {
  const rows: Row[] = [];
  let last: RowChunk | undefined;
  for await (const chunk of readSource(source, { clock: fixedClock(NOW), signal: new AbortController().signal })) {
    for (const row of chunk.rows) rows.push(row);
    last = chunk;
  }
  if (last === undefined) throw new Error('The source yielded no chunk.');
  return {
    interactions: rows.flatMap((row) => (row.kind === 'interaction' ? [row.record] : [])),
    items: rows.flatMap((row) => (row.kind === 'item' ? [row.record] : [])),
    users: rows.flatMap((row) => (row.kind === 'user' ? [row.record] : [])),
    rejections: rows.flatMap((row) => (row.kind === 'rejected' ? [row.rejection] : [])),
    kinds: rows.map((row) => row.kind),
    last,
  };
}

/** Writes a file into a directory and answers its path. */
export async function fileIn(directory: string, name: string, content: string | Buffer): Promise<string> {
  const path = join(directory, name);
  await writeFile(path, content);
  return path;
}

/** A gzip file that ends in the middle. */
export function truncatedGzip(text: string): Buffer {
  const whole = gzipSync(text);
  return whole.subarray(0, Math.floor(whole.length / 2));
}
