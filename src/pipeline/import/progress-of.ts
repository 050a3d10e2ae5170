import type { ProgressEvent } from '../../core/progress.js';
import type { RowChunk } from '../../dataset/formats/row.js';

/** How far the reading of a source has come: in bytes, or in rows where nothing is read from disk. */
export function progressOf(
  stage: string,
  { lines, bytes, totalBytes }: RowChunk,
  interactions: number,
  rejected: number,
): ProgressEvent {
  const detail = { interactions, rejected };
  if (totalBytes === 0) return { stage, done: lines, unit: 'rows', detail };
  return { stage, done: bytes, total: totalBytes, unit: 'bytes', detail };
}
