import type { RunContext } from '../../core/run-context.js';
import { csvFiles, type CsvSource } from './csv.js';
import { generatedChunks, type GeneratedSource } from './generated.js';
import { lightgcnFiles, type LightgcnSource } from './lightgcn.js';
import { movielensFiles, type MovielensSource } from './movielens.js';
import { ndjsonFiles, type NdjsonSource } from './ndjson.js';
import { readFiles } from './read-files.js';
import type { RowChunk, RowFile } from './row.js';

/** Input of one format, with its options. A new format adds a file to this folder and a line to the union and the switch. */
export type Source = MovielensSource | LightgcnSource | CsvSource | NdjsonSource | GeneratedSource;

/**
 * The rows of a source in order, streamed: memory does not grow with the input.
 * Errors: FILE_NOT_FOUND, FILE_EMPTY, FORMAT_MISMATCH, MAP_INVALID, GZIP_CORRUPT, INTERRUPTED; bad lines are rows.
 */
export async function* readSource(source: Source, run: Pick<RunContext, 'clock' | 'signal'>): AsyncGenerator<RowChunk> {
  yield* source.format === 'generated'
    ? generatedChunks(source, run.signal)
    : readFiles(await filesOf(source, run.clock.now()), run.signal);
}

async function filesOf(source: Exclude<Source, GeneratedSource>, now: number): Promise<RowFile[]> {
  switch (source.format) {
    case 'movielens':
      return movielensFiles(source, now);
    case 'lightgcn':
      return lightgcnFiles(source);
    case 'csv':
      return csvFiles(source, now);
    case 'ndjson':
      return ndjsonFiles(source, now);
  }
}
