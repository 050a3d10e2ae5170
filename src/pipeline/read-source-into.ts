import { EdgewiseError } from '../core/errors.js';
import type { RunContext } from '../core/run-context.js';
import type { DatasetBuilder } from '../dataset/dataset-builder.js';
import { readSource, type Source } from '../dataset/formats/read-source.js';

/**
 * Adds every row of a source to a dataset, rejected lines left out.
 * Errors: TOO_MANY_REJECTED for more than the share `maxRejected` of its lines, INTERRUPTED and those of the format.
 */
export async function readInto(
  builder: DatasetBuilder,
  source: Source,
  maxRejected: number,
  run: RunContext,
): Promise<void> {
  let lines = 0;
  let rejected = 0;
  for await (const chunk of readSource(source, run)) {
    for (const row of chunk.rows) {
      if (row.kind === 'interaction') builder.add(row.record);
      else if (row.kind === 'item') builder.addItem(row.record);
      else if (row.kind === 'user') builder.addUser(row.record);
      else rejected++;
    }
    lines = chunk.lines;
    run.progress({ stage: 'read', done: chunk.bytes, total: chunk.totalBytes, unit: 'bytes' });
  }
  if (rejected === 0) return;
  const file = 'path' in source ? source.path : source.format;
  run.log.warn({ file, rejected, lines }, 'Lines were rejected; `edgewise import` says which and why.');
  if (rejected > maxRejected * lines) {
    throw new EdgewiseError('TOO_MANY_REJECTED', `${rejected} of ${lines} lines were rejected.`, { place: { file } });
  }
}
